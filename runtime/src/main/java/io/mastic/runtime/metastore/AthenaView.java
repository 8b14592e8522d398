package io.mastic.runtime.metastore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.runtime.catalog.HiveTypes;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import scala.util.Try;

/**
 * Views that Athena made: their text is a comment that holds the SQL. Spark reads those whose SQL it can parse; for
 * others its error shows the sentence that stands here instead of the SQL.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/views.html">AWS</a>
 */
final class AthenaView {
    private static final Pattern TEXT = Pattern.compile("/\\* Presto View: ([A-Za-z0-9+/=]+) \\*/");
    private static final Pattern IDENTIFIER_OR_TEXT = Pattern.compile("'(?:[^']|'')*'|\"((?:[^\"]|\"\")*)\"");
    private static final String PLACE = "view.catalogAndNamespace.";
    private static final ObjectMapper JSON = new ObjectMapper();

    private AthenaView() {}

    /** The view as Spark is to see it; another table or view as it is. The given one is changed. */
    static Table asSpark(Table hive) {
        String text = hive.getViewOriginalText();
        Matcher comment = TEXT.matcher(text == null ? "" : text.trim());
        if (!comment.matches()) {
            return hive;
        }
        JsonNode view;
        try {
            view = JSON.readTree(Base64.getDecoder().decode(comment.group(1)));
        } catch (IOException | IllegalArgumentException e) {
            return withText(hive, "-- Athena's text of the view cannot be decoded");
        }
        String sql = view.path("originalSql").asText();
        String schema = view.path("schema").asText("default");
        hive.getParameters()
                .putAll(Map.of(PLACE + "numParts", "2", PLACE + "part.0", "spark_catalog", PLACE + "part.1", schema));
        String query = "SELECT * FROM (%s) AS athena_view(%s)".formatted(sparkNames(sql), columns(hive));
        if (Try.apply(() -> CatalystSqlParser$.MODULE$.parsePlan(query)).isSuccess()) {
            return withText(hive, query);
        }
        return withText(
                hive,
                "-- it is a view of Athena's whose SQL Spark cannot read. Ask it through Athena, or create a view of"
                        + " Spark's. The SQL: " + sql.replaceAll("\\s+", " "));
    }

    private static Table withText(Table hive, String text) {
        hive.setViewExpandedText(text);
        return hive;
    }

    /** Athena quotes names as Spark quotes texts, and doubles quotes where Spark escapes them. */
    private static String sparkNames(String sql) {
        return IDENTIFIER_OR_TEXT
                .matcher(sql)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null
                                ? sparkText(found.group())
                                : HiveTypes.quoted(found.group(1).replace("\"\"", "\""))));
    }

    private static String sparkText(String quoted) {
        String inner = quoted.substring(1, quoted.length() - 1);
        return "'" + inner.replace("\\", "\\\\").replace("''", "\\'") + "'";
    }

    private static String columns(Table hive) {
        return hive.getSd().getCols().stream()
                .map(FieldSchema::getName)
                .map(HiveTypes::quoted)
                .collect(java.util.stream.Collectors.joining(", "));
    }
}
