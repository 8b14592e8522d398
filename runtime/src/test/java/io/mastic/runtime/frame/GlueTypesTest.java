package io.mastic.runtime.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlueTypesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "string|string",
                "int|int",
                "Integer|int",
                "LONG|bigint",
                "bigint|bigint",
                "short|smallint",
                "smallint|smallint",
                "byte|tinyint",
                "tinyint|tinyint",
                "double|double",
                "float|float",
                "boolean|boolean",
                "binary|binary",
                "date|date",
                "timestamp|timestamp",
                "decimal|decimal(10,2)",
                "decimal(38, 20)|decimal(38,20)",
                "decimal(7)|decimal(7,0)",
                "varchar(10)|string",
                "char(3)|string",
                "array<string>|array<string>",
                "struct<a:int,b:array<bigint>>|struct<a:int,b:array<bigint>>",
                "map<string,double>|map<string,double>",
            })
    void namesMeanTypes(String name, String type) {
        assertThat(GlueTypes.parse(name).simpleString()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "number", "array", "struct<", "decimal(0,0)", "decimal(39,2)", "decimal(2,3)", "decimal(x)"})
    void otherNamesAreRefusedByName(String name) {
        assertThatThrownBy(() -> GlueTypes.parse(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void typesHaveGluesNames() {
        assertThat(List.of(
                        DataTypes.IntegerType,
                        DataTypes.LongType,
                        DataTypes.ShortType,
                        DataTypes.ByteType,
                        DataTypes.NullType,
                        DataTypes.createDecimalType(5, 1)))
                .extracting(GlueTypes::name)
                .containsExactly("int", "long", "short", "byte", "null", "decimal");
    }

    @Test
    void familiesAreNoTypes() {
        assertThat(List.of("array", "Struct", "map", "choice")).allMatch(GlueTypes::isFamily);
        assertThat(GlueTypes.isFamily("string")).isFalse();
    }
}
