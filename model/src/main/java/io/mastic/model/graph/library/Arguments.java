package io.mastic.model.graph.library;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a node gives to the parameters of a transform, under the parameters' own names; the definition's defaults stand where
 * it gives nothing.
 */
public record Arguments(Definition definition, Map<String, List<String>> values) {
    public Arguments {
        values = Map.copyOf(values);
    }

    /** One value; several ones with commas between. */
    Optional<String> text(String name) {
        var given = values.getOrDefault(name, List.of());
        return Optional.of(String.join(",", given))
                .filter(text -> !text.isEmpty())
                .or(() -> definition.parameter(name).flatMap(Parameter::defaultValue));
    }

    /** Several names, which may also be one text with commas. */
    List<String> names(String name) {
        var given = values.getOrDefault(name, List.of());
        return given.size() > 1 ? given : Columns.separated(text(name).orElse(""));
    }

    boolean flag(String name) {
        return text(name).filter("true"::equalsIgnoreCase).isPresent();
    }
}
