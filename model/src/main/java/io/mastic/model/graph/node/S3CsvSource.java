package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import io.mastic.model.graph.script.Python;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads CSV files on S3; all columns are texts.
 *
 * @param separator a key of {@link #SEPARATORS}
 * @param quoteChar a key of {@link #QUOTES}
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_S3CsvSource.html">AWS</a>
 */
public record S3CsvSource(
        String name,
        FileOptions files,
        String separator,
        String quoteChar,
        Optional<String> escaper,
        boolean multiline,
        boolean withHeader,
        boolean skipFirst,
        boolean optimizePerformance,
        OutputSchemas outputSchemas)
        implements Node {
    private static final Map<String, String> SEPARATORS =
            Map.of("comma", ",", "ctrla", "\u0001", "pipe", "|", "semicolon", ";", "tab", "\t");
    private static final Map<String, Python> QUOTES = Map.of(
            "quote", Python.text("\""),
            "quillemet", Python.text("«"),
            "single_quote", Python.text("'"),
            "disabled", Python.number(-1));

    static S3CsvSource read(NodeFields fields) {
        return new S3CsvSource(
                fields.required("Name"),
                FileOptions.read(fields, FileOptions.TEXT_COMPRESSIONS),
                fields.requiredOneOf("Separator", SEPARATORS.keySet()),
                fields.requiredOneOf("QuoteChar", QUOTES.keySet()),
                fields.text("Escaper").filter(escaper -> !escaper.isEmpty()),
                fields.flag("Multiline").orElse(false),
                fields.flag("WithHeader").orElse(false),
                fields.flag("SkipFirst").orElse(false),
                fields.flag("OptimizePerformance").orElse(false),
                OutputSchemas.read(fields));
    }

    @Override
    public NodeType type() {
        return NodeType.S3_CSV_SOURCE;
    }

    @Override
    public Optional<Origin> origin() {
        var quote = Map.of("quote", "\"", "quillemet", "«", "single_quote", "'");
        return Optional.of(new Origin.Csv(
                files, SEPARATORS.getOrDefault(separator, ","), Optional.ofNullable(quote.get(quoteChar)), withHeader));
    }

    @Override
    public Output output(List<Output> inputs) {
        return outputSchemas.frame();
    }

    @Override
    public void check(NodeCheck check) {
        files.check(check);
        if (escaper.filter(text -> text.length() > 1).isPresent()) {
            check.error("Escaper", "This has to be one character.");
        }
        if (!withHeader && skipFirst) {
            check.warn("SkipFirst", "The first line is left out, and without WithHeader it does not name the columns.");
        }
    }

    @Override
    public void write(NodeScript script) {
        var format = new Entries()
                .put("quoteChar", QUOTES.getOrDefault(quoteChar, Python.text("\"")))
                .put("withHeader", Python.flag(withHeader))
                .text("separator", SEPARATORS.getOrDefault(separator, ","))
                .put("optimizePerformance", Python.flag(optimizePerformance))
                .text("escaper", escaper);
        if (multiline) {
            format.put("multiLine", Python.flag(true));
        }
        if (skipFirst) {
            format.put("skipFirst", Python.flag(true));
        }
        files.write(script, "csv", format);
    }
}
