package io.mastic.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

final class HiveTypesTest {
    @Test
    void namesOfTypesSurviveTheWayToSparkAndBack() {
        for (String name : List.of(
                "boolean",
                "tinyint",
                "smallint",
                "int",
                "bigint",
                "float",
                "double",
                "string",
                "date",
                "timestamp",
                "binary",
                "decimal(38,18)",
                "array<array<int>>",
                "map<string,array<decimal(10,0)>>",
                "struct<>",
                "struct<a:int,B c:struct<d.e:string>,$f:map<int,double>>")) {
            assertThat(HiveTypes.name(HiveTypes.parse(name))).isEqualTo(name);
        }
    }

    @Test
    void otherSpellingsAreUnderstood() {
        assertThat(HiveTypes.parse(" INT ")).isEqualTo(DataTypes.IntegerType);
        assertThat(HiveTypes.parse("varchar(20)")).isEqualTo(DataTypes.StringType);
        assertThat(HiveTypes.parse("decimal")).isEqualTo(DataTypes.createDecimalType(10, 0));
        assertThat(HiveTypes.parse("decimal( 5 , 2 )")).isEqualTo(DataTypes.createDecimalType(5, 2));
        assertThat(HiveTypes.parse("array< struct< a : int , b : string > >"))
                .isEqualTo(HiveTypes.parse("array<struct<a:int,b:string>>"));
    }

    @Test
    void whatIsNoTypeIsRefusedWithItsText() {
        for (String name : List.of(
                "",
                "integral",
                "array",
                "array<",
                "array<int",
                "map<int>",
                "struct<a>",
                "struct<a:int",
                "decimal(",
                "decimal(x)",
                "decimal(1,",
                "int>",
                "uniontype<int,string>")) {
            assertThatThrownBy(() -> HiveTypes.parse(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Not a column type: " + name);
        }
    }
}
