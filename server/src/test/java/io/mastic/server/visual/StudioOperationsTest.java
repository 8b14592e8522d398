package io.mastic.server.visual;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mastic.protocol.ServiceId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The service {@code studio} on the wire. */
class StudioOperationsTest {
    private static final String CSV =
            """
            {"S3CsvSource": {"Name": "In", "Paths": ["s3://data/csv"], "Separator": "semicolon", "QuoteChar": "quote",
                "WithHeader": true}}""";
    private static final String JSON =
            """
            {"S3JsonSource": {"Name": "In", "Paths": ["s3://data/json/"]}}""";

    private final VisualFixture server = new VisualFixture();

    @AfterEach
    void close() {
        server.close();
    }

    private JsonNode send(String operation, String body) throws IOException {
        return server.send(ServiceId.STUDIO, operation, body);
    }

    private String columns(String node) throws IOException {
        var answer = send("InferSchema", "{\"NodeId\": \"n1\", \"CodeGenConfigurationNodes\": {\"n1\": " + node + "}}");
        if (!answer.has("Columns")) {
            return answer.path("Message").asText(answer.path("message").asText());
        }
        var text = new StringBuilder();
        answer.path("Columns").forEach(column -> text.append(column.path("Name").asText())
                .append(' ')
                .append(column.path("Type").asText())
                .append(", "));
        return text.toString();
    }

    @Test
    void aGraphIsCheckedWithoutBeingSaved() throws IOException {
        var answer = send(
                "CheckGraph",
                """
                {"CodeGenConfigurationNodes": {"n1": %s, "n2": {"SelectFields": {"Name": "S", "Inputs": [], "Paths": 3}}}}"""
                        .formatted(JSON));
        assertThat(answer.path("Problems").findValuesAsText("Field")).containsExactlyInAnyOrder("Paths", "Inputs");
        assertThat(answer.path("Problems").findValuesAsText("Severity")).containsOnly("INVALID");
        assertThat(send("CheckGraph", "{}").path("__type").asText()).endsWith("InvalidInputException");
        assertThat(send("CheckGraph", "{\"CodeGenConfigurationNodes\": [1]}")
                        .path("Problems")
                        .findValuesAsText("Message"))
                .containsExactly("A graph is a map of node ids to nodes.");
    }

    @Test
    void scriptAndSchemasAreThoseOfTheGraph() throws IOException {
        var graph =
                """
                {"CodeGenConfigurationNodes": {"n1": {"S3JsonSource": {"Name": "In", "Paths": ["s3://data/json/"],
                    "OutputSchemas": [{"Columns": [{"Name": "a", "Type": "int"}, {"Name": "b", "Type": "string"}]}]}},
                 "n2": {"SelectFields": {"Name": "S", "Inputs": ["n1"], "Paths": [["b"]]}}}}""";
        assertThat(send("GenerateScript", graph).path("Script").asText()).contains("S_n2 = SelectFields.apply(");
        assertThat(send("GetSchemas", graph).at("/Outputs/n2"))
                .isEqualTo(
                        VisualFixture.MAPPER.readTree(
                                """
                                {"Collection": false, "Frames": [{"Columns": [{"Name": "b", "Type": "string"}]}]}"""));
    }

    @Test
    void schemasOfTablesAreThoseOfTheCatalog() throws IOException {
        server.glue.createTable(r -> r.databaseName("default").tableInput(t -> t.name("sales")
                .partitionKeys(k -> k.name("day").type("date"))
                .storageDescriptor(d -> d.columns(c -> c.name("id").type("bigint")))));
        server.glue.createTable(r -> r.databaseName("default").tableInput(t -> t.name("Names")
                .storageDescriptor(d -> d.columns(
                        c -> c.name("id").type("bigint"),
                        c -> c.name("label").type("array<string>"),
                        c -> c.name("more").type("int")))));
        var graph =
                """
                {"CodeGenConfigurationNodes": {
                  "n1": {"CatalogSource": {"Name": "In", "Database": "default", "Table": "sales"}},
                  "n2": {"DynamicTransform": {"Name": "L", "Inputs": ["n1"], "TransformName": "gs_lookup",
                    "FunctionName": "gs_lookup", "Path": "s3://x/gs_lookup.py", "Parameters": [
                      {"Name": "tableName", "Type": "str", "Value": ["names"]},
                      {"Name": "keyMapping", "Type": "str", "Value": ["id"]},
                      {"Name": "colList", "Type": "str", "Value": ["label, `none`"]}]}}}}""";
        var outputs = send("GetSchemas", graph).path("Outputs");
        assertThat(outputs.path("n2").findValuesAsText("Name")).containsExactly("id", "day", "label", "none");
        assertThat(outputs.path("n2").findValuesAsText("Type"))
                .containsExactly("bigint", "date", "array<string>", "unknown");
        assertThat(outputs.path("n1").findValuesAsText("Type")).containsExactly("bigint", "date");
        assertThat(send("CheckGraph", graph.replace("\"id\"]", "\"ident\"]"))
                        .at("/Problems/0/Message")
                        .asText())
                .isEqualTo("The input has no column \"ident\". It has: id, day");
        var stranger = server.session("studio:*");
        assertThat(server.send(stranger, ServiceId.STUDIO, "GetSchemas", graph).at("/Outputs/n1/Frames"))
                .isEqualTo(VisualFixture.MAPPER.readTree("[{}]"));
        assertThat(send("GetSchemas", graph.replace("sales", "none")).at("/Outputs/n1/Frames"))
                .isEqualTo(VisualFixture.MAPPER.readTree("[{}]"));
    }

    @Test
    void columnsOfTextAreReadOffTheFirstFile() throws IOException {
        server.put("data", "csv/_SUCCESS", "x");
        server.put("data", "csv/year=2026/a.csv", "id;\"the; name\"\n1;x\n");
        assertThat(columns(CSV)).isEqualTo("id string, the; name string, year string, ");
        assertThat(columns(CSV.replace("true", "false"))).isEqualTo("col0 string, col1 string, year string, ");
        server.put(
                "data",
                "json/a.json",
                "{\"a\": 1, \"b\": [{\"c\": null}]}\n{\"a\": 5000000000, \"b\": [{\"c\": true}], \"d\": 1.5}\n");
        assertThat(columns(JSON)).isEqualTo("a choice, b array<struct<c:boolean>>, d double, ");
    }

    @Test
    void aLongFileIsReadToItsFirstMegabyte() throws IOException {
        server.put(
                "data",
                "json/a.json",
                "{\"a\": \"%s\"}\n".formatted("x".repeat(1000)).repeat(2000));
        assertThat(columns(JSON)).isEqualTo("a string, ");
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("[{\"z\": \"1\"}]".getBytes(StandardCharsets.UTF_8));
        }
        server.put("data", "json/0.json.gz", packed.toByteArray());
        assertThat(columns(JSON)).isEqualTo("z string, ");
    }

    @Test
    void whatCannotBeReadIsSaid() throws IOException {
        assertThat(columns(JSON)).isEqualTo("There is no file at s3://data/json/");
        assertThat(columns(JSON.replace("s3://data", "s3://nothing"))).contains("There is no s3://nothing/json/");
        server.put("data", "json/a.json", "{\"a\": ");
        assertThat(columns(JSON)).contains("The file s3://data/json/a.json cannot be read as json");
        assertThat(columns("{\"SelectFields\": {\"Name\": \"S\", \"Inputs\": [\"n1\"], \"Paths\": [[\"a\"]]}}"))
                .contains("n1");
    }

    @Test
    void columnsOfParquetAreThoseOfItsFooter() throws IOException {
        try (var file = StudioOperationsTest.class.getResourceAsStream("types.parquet")) {
            server.put("data", "parquet/a.parquet", file.readAllBytes());
        }
        assertThat(columns("{\"S3ParquetSource\": {\"Name\": \"In\", \"Paths\": [\"s3://data/parquet/\"]}}"))
                .isEqualTo(
                        "id int, big bigint, x double, f float, name string, raw binary, ok boolean, amount decimal(9,2),"
                                + " day date, at timestamp, ns timestamp, tiny tinyint, tags array<string>, counts map<string,int>,"
                                + " place struct<lat:double,names:array<struct<n:string>>>, ");
        server.put("data", "parquet/a.parquet", "no parquet at all");
        assertThat(columns("{\"S3ParquetSource\": {\"Name\": \"In\", \"Paths\": [\"s3://data/parquet/\"]}}"))
                .contains("cannot be read as parquet: it does not end as a Parquet file does");
    }

    @Test
    void columnsBehindAJsonPathAreThoseOfItsRecords() throws IOException {
        var node = JSON.replace("\"Name\"", "\"JsonPath\": \"$.all[*]\", \"Name\"");
        server.put("data", "json/a.json", "{\"all\": [{\"a\": 1}, {\"b\": \"x\"}], \"c\": 1}\n{\"d\": 1}");
        assertThat(columns(node)).isEqualTo("a int, b string, ");
        assertThat(columns(node.replace("[*]", "[?"))).contains("cannot be read as json");
        server.put("data", "json/a.json", "x".repeat((8 << 20) + 1));
        assertThat(columns(node)).contains("has more than 8388608 bytes");
    }

    @Test
    void columnsOfAWorkbookAreThoseOfItsFirstSheet() throws IOException {
        var node =
                """
                {"S3ExcelSource": {"Name": "In", "Paths": ["s3://data/excel/"], "NumberRows": 9, "SkipFooter": 1}}""";
        try (var file = StudioOperationsTest.class.getResourceAsStream("types.xlsx")) {
            server.put("data", "excel/year=2026/a.xlsx", file.readAllBytes());
        }
        assertThat(columns(node))
                .isEqualTo(
                        "id int, big bigint, col2 int, x double, name string, ok boolean, day timestamp, span string, noon string,"
                                + " mixed choice, price int, none null, year string, ");
        assertThat(columns(node.replace("\"SkipFooter\": 1", "\"SkipFooter\": 0")))
                .startsWith("id choice, big bigint, ");
        server.put("data", "excel/year=2026/a.xlsx", "no workbook");
        assertThat(columns(node)).contains("cannot be read as excel: ");
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            zip.write(new byte[40 << 20]);
        }
        server.put("data", "excel/year=2026/a.xlsx", packed.toByteArray());
        assertThat(columns(node)).contains("it unpacks to more than");
    }

    @Test
    void columnsOfATableAreThoseOfTheCatalog() throws IOException {
        server.glue.createTable(r -> r.databaseName("default").tableInput(t -> t.name("sales")
                .partitionKeys(k -> k.name("day").type("date"))
                .storageDescriptor(d -> d.columns(c -> c.name("id").type("bigint")))));
        var node = "{\"CatalogSource\": {\"Name\": \"In\", \"Database\": \"default\", \"Table\": \"%s\"}}";
        assertThat(columns(node.formatted("sales"))).isEqualTo("id bigint, day date, ");
        assertThat(columns(node.formatted("none"))).contains("none not found");
    }
}
