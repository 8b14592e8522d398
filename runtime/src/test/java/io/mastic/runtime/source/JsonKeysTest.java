package io.mastic.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.mastic.runtime.catalog.HiveTypes;
import java.util.Map;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

final class JsonKeysTest {
    private static final StructType COLUMNS = (StructType)
            HiveTypes.parse("struct<id:int,who:struct<name:string>,list:array<struct<x:int>>,m:map<string,int>>");

    @Test
    void keysGetTheSpellingOfTheColumns() {
        assertThat(rewrite("{\"ID\": 1, \"Who\": {\"NAME\": \"A\"}, \"list\": [{\"X\": 1}], \"M\": {\"Key\": 2}}"))
                .isEqualTo("{\"id\":1,\"who\":{\"name\":\"A\"},\"list\":[{\"x\":1}],\"m\":{\"Key\":2}}");
    }

    @Test
    void whatIsNoColumnIsLeftOutAndTheFirstOfTwoCounts() {
        assertThat(rewrite("{\"other\": {\"id\": 5}, \"id\": 1, \"Id\": 2}")).isEqualTo("{\"id\":1}");
    }

    @Test
    void numbersKeepTheirDigits() {
        StructType columns = (StructType) HiveTypes.parse("struct<a:decimal(38,18),b:string>");
        assertThat(new JsonKeys(columns, Map.of())
                        .rewrite("{\"a\": 12345678901234567890.123456789012345678, \"b\": 1.10}"))
                .isEqualTo("{\"a\":12345678901234567890.123456789012345678,\"b\":1.10}");
    }

    @Test
    void columnsMayHaveOtherNamesThanKeys() {
        assertThat(new JsonKeys(COLUMNS, Map.of("order id", "id")).rewrite("{\"Order ID\": 7}"))
                .isEqualTo("{\"id\":7}");
    }

    @Test
    void otherTextsAreNoRecords() {
        assertThat(rewrite("{\"id\": 1")).isNull();
        assertThat(rewrite("[1]")).isNull();
        assertThat(rewrite("nonsense")).isNull();
    }

    private static String rewrite(String text) {
        return new JsonKeys(COLUMNS, Map.of()).rewrite(text);
    }
}
