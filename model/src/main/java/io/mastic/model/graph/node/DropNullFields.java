package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import io.mastic.model.graph.script.ScriptFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Removes the columns in which every value is null, or counts as null.
 *
 * @param emptyIsNull whether {@code ""} counts as null
 * @param nullTextIsNull whether the text {@code null} does
 * @param minusOneIsNull whether -1 does, in whole numbers
 * @param values that count as null in columns of their type
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_DropNullFields.html">AWS</a>
 */
public record DropNullFields(
        String name,
        List<String> inputs,
        boolean emptyIsNull,
        boolean nullTextIsNull,
        boolean minusOneIsNull,
        List<NullValue> values)
        implements Node {
    private static final int MOST_VALUES = 50;

    /** @param number whether it is one of whole numbers, not of texts */
    public record NullValue(String value, boolean number) {
        static NullValue read(NodeFields fields) {
            var type = fields.structure("Datatype");
            if (type.isEmpty() && !fields.has("Datatype")) {
                fields.invalid("Datatype", "\"Datatype\" is missing.");
            }
            var id = type.map(one -> one.required("Id") + " " + one.required("Label"))
                    .orElse("");
            return new NullValue(
                    fields.required("Value"), id.toLowerCase(Locale.ROOT).matches(".*(int|long).*"));
        }

        private Optional<Python> literal() {
            return number ? Constants.whole(value) : Optional.of(Python.text(value));
        }
    }

    static DropNullFields read(NodeFields fields) {
        var boxes = fields.structure("NullCheckBoxList");
        var values = fields.structures("NullTextList", NullValue::read);
        if (values.size() > MOST_VALUES) {
            fields.invalid("NullTextList", "There are at most " + MOST_VALUES + " values.");
        }
        return new DropNullFields(
                fields.required("Name"),
                fields.texts("Inputs"),
                boxes.flatMap(box -> box.flag("IsEmpty")).orElse(false),
                boxes.flatMap(box -> box.flag("IsNullString")).orElse(false),
                boxes.flatMap(box -> box.flag("IsNegOne")).orElse(false),
                values);
    }

    @Override
    public NodeType type() {
        return NodeType.DROP_NULL_FIELDS;
    }

    @Override
    public void check(NodeCheck check) {
        values.stream()
                .filter(value -> value.literal().isEmpty())
                .forEach(value -> check.error("NullTextList", "\"" + value.value() + "\" is no whole number."));
    }

    /** Which columns go depends on the data. */
    @Override
    public Output output(List<Output> inputs) {
        return Output.frame(inputs.get(0).schema());
    }

    @Override
    public void write(NodeScript script) {
        script.need(ScriptFunction.DROP_NULLS);
        var texts = new ArrayList<Python>();
        var numbers = new ArrayList<Python>();
        if (emptyIsNull) {
            texts.add(Python.text(""));
        }
        if (nullTextIsNull) {
            texts.add(Python.text("null"));
        }
        if (minusOneIsNull) {
            numbers.add(Python.number(-1));
        }
        values.forEach(value -> value.literal().ifPresent((value.number() ? numbers : texts)::add));
        script.assign(Python.call(
                "drop_nulls",
                script.withContext(
                        Item.of(Python.name("glueContext")),
                        Item.named("frame", script.input(0)),
                        Item.named("nullStringSet", Python.set(texts)),
                        Item.named("nullIntegerSet", Python.set(numbers)))));
    }
}
