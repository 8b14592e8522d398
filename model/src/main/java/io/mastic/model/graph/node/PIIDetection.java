package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Column;
import io.mastic.model.graph.schema.FieldType;
import io.mastic.model.graph.schema.FieldType.ArrayOf;
import io.mastic.model.graph.schema.FieldType.MapOf;
import io.mastic.model.graph.schema.FieldType.StructOf;
import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.schema.Schema;
import io.mastic.model.graph.script.Import;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import io.mastic.model.graph.script.Python.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds sensitive data, and lists or hides it: in whole columns that have enough of it, or in each value.
 *
 * @param kinds of data to look for
 * @param outputColumn gets what {@code RowAudit} finds
 * @param sample the share of rows that tell what a column has
 * @param threshold the share of them in which something has to be found
 * @param mask stands for what is hidden
 * @param left how many letters stay at the beginning of what is masked partially
 * @param right how many stay at its end
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_PIIDetection.html">AWS</a>
 */
public record PIIDetection(
        String name,
        List<String> inputs,
        Mode mode,
        List<String> kinds,
        String outputColumn,
        double sample,
        double threshold,
        String mask,
        String redactChar,
        int left,
        int right,
        String matchPattern,
        String sensitivity,
        boolean hasParameters)
        implements Node {
    private static final Pattern MASK = Pattern.compile("[*A-Za-z0-9_-]{0,256}");
    private static final Set<String> WITHOUT_PATTERN = Set.of("PERSON_NAME", "USA_DRIVING_LICENSE");
    private static final Set<String> KINDS = Set.of(
            "BANK_ACCOUNT",
            "CREDIT_CARD",
            "DATE",
            "EMAIL",
            "IP_ADDRESS",
            "MAC_ADDRESS",
            "PHONE_NUMBER",
            "USA_CPT_CODE",
            "USA_DEA_NUMBER",
            "USA_HCPCS_CODE",
            "USA_HEALTH_INSURANCE_CLAIM_NUMBER",
            "USA_ITIN",
            "USA_MEDICARE_BENEFICIARY_IDENTIFIER",
            "USA_NATIONAL_DRUG_CODE",
            "USA_NATIONAL_PROVIDER_IDENTIFIER",
            "USA_PASSPORT_NUMBER",
            "USA_SNN",
            "USA_SSN");
    private static final FieldType FOUND = new MapOf(
            FieldType.STRING,
            new ArrayOf(new StructOf(List.of(
                    new Column("entityType", FieldType.STRING),
                    new Column("start", FieldType.INT),
                    new Column("end", FieldType.INT)))));
    private static final Schema AUDIT = new Schema(List.of(
            new Column("columnName", FieldType.STRING), new Column("entityTypes", new ArrayOf(FieldType.STRING))));

    /** What is done, as the API calls it. */
    public enum Mode {
        COLUMN_AUDIT("ColumnAudit"),
        COLUMN_HASHING("ColumnHashing"),
        COLUMN_MASKING("ColumnMasking"),
        ROW_AUDIT("RowAudit"),
        ROW_HASHING("RowHashing"),
        ROW_MASKING("RowMasking"),
        ROW_PARTIAL_MASKING("RowPartialMasking");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        private static Set<String> words() {
            return Arrays.stream(values()).map(mode -> mode.word).collect(Collectors.toUnmodifiableSet());
        }

        private static Mode of(String word) {
            return Arrays.stream(values())
                    .filter(mode -> mode.word.equals(word))
                    .findFirst()
                    .orElse(COLUMN_AUDIT);
        }
    }

    static PIIDetection read(NodeFields fields) {
        var mode = Mode.of(fields.requiredOneOf("PiiType", Mode.words()));
        var mask = fields.text("MaskValue").filter(text -> !text.isEmpty());
        mask.filter(text -> !MASK.matcher(text).matches())
                .ifPresent(text -> fields.invalid(
                        "MaskValue", "The mask has at most 256 characters: letters, digits, *, _ and -."));
        var redacted = fields.text("RedactText").filter(text -> !text.isEmpty());
        boolean isRow = mode == Mode.ROW_MASKING;
        return new PIIDetection(
                fields.required("Name"),
                fields.texts("Inputs"),
                mode,
                fields.requiredTexts("EntityTypesToDetect"),
                text("OutputColumnName", "DetectedEntities", fields),
                fields.fraction("SampleFraction").orElse(1.0),
                fields.fraction("ThresholdFraction").orElse(0.1),
                redacted.filter(text -> isRow).or(() -> mask).orElse("***"),
                text("RedactChar", "*", fields),
                letters("NumLeftCharsToExclude", fields),
                letters("NumRightCharsToExclude", fields),
                text("MatchPattern", "", fields),
                text("DetectionSensitivity", "HIGH", fields),
                !text("DetectionParameters", "", fields).isBlank());
    }

    private static String text(String field, String otherwise, NodeFields fields) {
        return fields.text(field).filter(text -> !text.isEmpty()).orElse(otherwise);
    }

    private static int letters(String field, NodeFields fields) {
        int number = fields.integer(field).orElse(0);
        if (number < 0) {
            fields.invalid(field, "This has to be a whole number from 0 on.");
        }
        return number;
    }

    @Override
    public NodeType type() {
        return NodeType.PII_DETECTION;
    }

    @Override
    public void check(NodeCheck check) {
        for (var kind : kinds) {
            if (!KINDS.contains(kind)) {
                check.error(
                        "EntityTypesToDetect",
                        "\"" + kind + "\" cannot be detected"
                                + (WITHOUT_PATTERN.contains(kind) ? ", since no pattern tells it" : "")
                                + ". These can: " + KINDS.stream().sorted().collect(Collectors.joining(", ")) + ".");
            }
        }
        if (hasParameters) {
            check.error("DetectionParameters", "Parameters of single kinds are not supported: remove them.");
        }
    }

    @Override
    public Output output(List<Output> inputs) {
        var schema = inputs.get(0).schema();
        return switch (mode) {
            case COLUMN_AUDIT -> Output.frame(AUDIT);
            case COLUMN_HASHING, COLUMN_MASKING -> Output.frame(schema.map(PIIDetection::hidden));
            case ROW_AUDIT -> Output.frame(schema.map(columns -> columns.with(outputColumn, FOUND)));
            case ROW_HASHING, ROW_MASKING, ROW_PARTIAL_MASKING -> Output.frame(schema);
        };
    }

    /** Whole numbers and times become texts if something is found in them. */
    private static Schema hidden(Schema schema) {
        return Schema.of(schema.columns().stream().map(column -> {
            boolean mayChange = column.type().isWhole()
                    || Set.of("date", "timestamp").contains(column.type().hive());
            return mayChange ? new Column(column.name(), FieldType.UNKNOWN) : column;
        }));
    }

    @Override
    public void write(NodeScript script) {
        script.need(Import.ENTITY_DETECTOR);
        switch (mode) {
            case COLUMN_AUDIT -> script.assign(columns("audit_columns", script));
            case COLUMN_HASHING -> hide("hash_columns", script);
            case COLUMN_MASKING -> hide("mask_columns", script, Python.text(mask));
            case ROW_AUDIT -> rows("detect", script, Python.text(outputColumn));
            case ROW_HASHING -> rows("hash_rows", script);
            case ROW_MASKING -> rows("mask_rows", script, Python.text(mask));
            case ROW_PARTIAL_MASKING ->
                rows(
                        "mask_rows_partially",
                        script,
                        Python.text(redactChar),
                        Python.number(left),
                        Python.number(right),
                        Python.text(matchPattern));
        }
    }

    private void hide(String method, NodeScript script, Python... mask) {
        var classified = script.variable() + "_columns";
        script.assign(classified, columns("classify_columns", script));
        var arguments = new ArrayList<>(
                List.of(Item.of(script.input(0)), Item.of(Python.name("list(" + classified + ".keys())"))));
        Stream.of(mask).map(Item::of).forEach(arguments::add);
        script.assign(call(method, arguments));
    }

    private Python columns(String method, NodeScript script) {
        return call(
                method,
                List.of(
                        Item.of(script.input(0)),
                        Item.of(Python.texts(kinds)),
                        Item.of(Python.number(sample)),
                        Item.of(Python.number(threshold)),
                        Item.of(Python.text(sensitivity))));
    }

    private void rows(String method, NodeScript script, Python... options) {
        var arguments = new ArrayList<>(List.of(Item.of(script.input(0)), Item.of(Python.texts(kinds))));
        Stream.of(options).map(Item::of).forEach(arguments::add);
        arguments.add(Item.of(Python.text(sensitivity)));
        script.assign(call(method, arguments));
    }

    private static Python call(String method, List<Item> arguments) {
        return Python.call("EntityDetector()." + method, arguments);
    }
}
