package io.mastic.model.graph.library;

import io.mastic.model.graph.node.Constants;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Of what type a parameter's value is in Python. In documents every value is a text.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_TransformConfigParameter.html">AWS</a>
 */
public enum ParameterType {
    STR("a text"),
    INT("a whole number"),
    FLOAT("a number"),
    COMPLEX("a complex number"),
    BOOL("true or false"),
    LIST("a list"),
    NULL("nothing");

    /** Those that the API knows. */
    public static final Set<String> WORDS =
            Arrays.stream(values()).map(ParameterType::word).collect(Collectors.toUnmodifiableSet());
    /** Those that definitions use. */
    static final Set<String> DEFINED = Set.of("str", "int", "float", "list", "bool");

    private final String described;

    ParameterType(String described) {
        this.described = described;
    }

    /** The type of a word that is among {@link #WORDS}; a text for any other. */
    public static ParameterType of(String word) {
        return Arrays.stream(values())
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElse(STR);
    }

    /** What documents call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What has to be given, such as "a whole number". */
    public String described() {
        return described;
    }

    /** Whether there is a value: an empty text is none. */
    public boolean isGiven(List<String> values) {
        return values.stream().anyMatch(value -> this == STR || this == LIST ? !value.isEmpty() : !value.isBlank());
    }

    /** One value in Python; empty if the text is none of this type. */
    public Optional<Python> python(String value) {
        return switch (this) {
            case STR, LIST -> Optional.of(Python.text(value));
            case INT -> Constants.whole(value);
            case FLOAT -> Constants.number(value);
            case BOOL -> Constants.flag(value);
            case COMPLEX -> Optional.of(Python.call("complex", Item.of(Python.text(value))));
            case NULL -> Optional.of(Python.name("None"));
        };
    }
}
