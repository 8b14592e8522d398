package io.mastic.runtime.source;

import io.mastic.runtime.frame.ChoiceTypes;
import io.mastic.runtime.frame.DynamicFrame;
import io.mastic.runtime.frame.SchemaJson;
import io.mastic.runtime.source.FileListing.Folder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * XML: one record for each element of a name. Values of several types are read as text.
 *
 * @param options of Spark's reader of XML
 * @param schema of the records; found by reading all files once where it is not given
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-format-xml-home.html">AWS</a>
 */
record XmlFormat(Map<String, String> options, Optional<StructType> schema) implements ReadFormat {
    private static final String READER = "com.databricks.spark.xml";

    /**
     * @throws IllegalArgumentException when the option {@code rowTag} is missing
     */
    static XmlFormat of(Options options) {
        String tag = options.text("rowTag")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(
                        "Format xml needs the option 'rowTag', the name of the element that is a record"));
        Map<String, String> read = XmlText.options(options);
        read.put("rowTag", tag);
        read.put("charset", options.text("encoding", "UTF-8"));
        read.put("mode", "DROPMALFORMED");
        return new XmlFormat(read, options.text("withSchema").map(SchemaJson::parse));
    }

    @Override
    public DynamicFrame read(FileListing files) {
        StructType columns = schema.orElseGet(
                () -> reader(files).load(paths(files.folders())).schema());
        return DynamicFrame.fromDF(read(files, columns), "");
    }

    @Override
    public Dataset<Row> read(FileListing files, StructType columns) {
        DataFrameReader reader = reader(files).schema(ChoiceTypes.plain(columns));
        if (files.keys().isEmpty()) {
            return reader.load(paths(files.folders()));
        }
        return files.folders().stream()
                .map(folder -> reader.load(paths(List.of(folder))).withColumns(keys(files.keys(), folder)))
                .reduce(Dataset::union)
                .orElseThrow();
    }

    private DataFrameReader reader(FileListing files) {
        return files.spark().read().format(READER).options(options);
    }

    private static Map<String, Column> keys(StructType keys, Folder folder) {
        return Arrays.stream(keys.fields())
                .collect(Collectors.toMap(
                        StructField::name,
                        key -> new Column(Literal.create(
                                folder.values().get(keys.fieldIndex(key.name()), key.dataType()), key.dataType())),
                        (first, second) -> first,
                        LinkedHashMap::new));
    }

    /** As Hadoop takes several paths; a comma within one is met by any character. */
    private static String paths(List<Folder> folders) {
        return folders.stream()
                .flatMap(folder -> folder.files().stream())
                .map(file -> file.getPath()
                        .toString()
                        .replaceAll("([\\[\\]{}*?\\\\])", "\\\\$1")
                        .replace(',', '?'))
                .collect(Collectors.joining(","));
    }
}
