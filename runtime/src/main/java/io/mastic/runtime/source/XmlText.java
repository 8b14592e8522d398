package io.mastic.runtime.source;

import com.databricks.spark.xml.functions;
import com.databricks.spark.xml.package$;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/** XML elements in texts. */
public final class XmlText {
    private XmlText() {}

    /** What Spark's reader of XML is told of a format's options. */
    public static Map<String, String> options(Options options) {
        Map<String, String> read = new HashMap<>();
        for (String flag : new String[] {"excludeAttribute", "treatEmptyValuesAsNulls", "ignoreSurroundingSpaces"}) {
            read.put(flag, String.valueOf(options.flag(flag, false)));
        }
        read.put("attributePrefix", options.text("attributePrefix", "_"));
        read.put("valueTag", options.text("valueTag", "_VALUE"));
        return read;
    }

    /** The fields of all elements. Runs a Spark job. */
    public static StructType types(Dataset<String> texts, Map<String, String> options) {
        return package$.MODULE$.schema_of_xml(texts, FileListing.scalaMap(options));
    }

    /** Elements as structs; null where a text is none. */
    public static Column parsed(Column text, StructType type, Map<String, String> options) {
        return functions.from_xml(text, type, FileListing.scalaMap(options));
    }
}
