package io.mastic.model.graph.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LibraryTransformTest {
    /** A * is a required parameter; [] is a list. */
    @ParameterizedTest
    @CsvSource({
        "Add Current Timestamp, gs_now, colName dateFormat",
        "Array To Columns, gs_array_to_cols, colName* colList* indexes",
        "Autobalance Processing, gs_repartition, numPartitionsStr partitionCols[]",
        "Concatenate Columns, gs_concat, colName* colList[]* spacer nullValue",
        "Derived Column, gs_derived, colName* expr*",
        "Explode Array Or Map Into Rows, gs_explode, colName* newCol* valueCol outer",
        "Extract JSON Path, gs_extract_json, colName* jsonPaths* colList* dropCol",
        "Flatten, gs_flatten, maxLevels",
        "Format Timestamp, gs_format_timestamp, colName* dateFormat* newColName",
        "Identifier, gs_sequence_id, colName unique",
        "Limit, gs_limit, numRows*",
        "Lookup, gs_lookup, tableName* keyMapping* colList*",
        "Parse JSON Column, gs_parse_json, colName* schema samplingRatio newColName",
        "Pivot Rows Into Columns, gs_pivot, aggCol* aggFunction* colList[]*",
        "Record Matching, gs_record_matching, transformId* computeMatchConfidence",
        "Regex Extractor, gs_regex_extract, colName* regex* newCols*",
        "Remove Null Rows, gs_null_rows, extended",
        "Split String, gs_split, colName* pattern* newColName",
        "To Timestamp, gs_to_timestamp, colName* colType* newColName",
        "Unpivot Columns Into Rows, gs_unpivot, namesCol* valuesCol* colList[]* includeNulls",
        "UUID, gs_uuid, colName"
    })
    void isKnownByTheNamesOfStudio(String title, String function, String parameters) {
        var transform = LibraryTransform.of(function).orElseThrow();
        assertThat(transform.title()).isEqualTo(title);
        assertThat(transform.definition().name()).isEqualTo(function);
        assertThat(transform.definition().parameters().stream()
                        .map(parameter -> parameter.name()
                                + (parameter.type() == ParameterType.LIST ? "[]" : "")
                                + (parameter.isOptional() ? "" : "*")))
                .containsExactly(parameters.split(" "));
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentsNameMeansOneParameter(LibraryTransform transform) {
        var names = transform.definition().parameters().stream()
                .flatMap(parameter -> Stream.concat(Stream.of(parameter.name()), parameter.aliases().stream()))
                .toList();
        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void everyTransformHasOneWordAndItsSentences() {
        var all = Transform.all();
        assertThat(all).extracting(Transform::word).doesNotHaveDuplicates();
        assertThat(all).extracting(Transform::title).doesNotHaveDuplicates();
        assertThat(all).allSatisfy(transform -> {
            assertThat(transform.description()).endsWith(".").isNotEqualTo(transform.title());
            assertThat(transform.fields()).allSatisfy(field -> assertThat(field.description())
                    .as(transform.title())
                    .contains("."));
        });
        assertThat(new HashSet<>(
                        all.stream().flatMap(one -> one.function().stream()).toList()))
                .hasSize(LibraryTransform.values().length);
    }

    @Test
    void namesWithCommasInBackticksAreOne() {
        assertThat(Columns.separated(" a, `b,c` ,,d")).isEqualTo(Arrays.asList("a", "`b,c`", "", "d"));
        assertThat(Columns.separated("  ")).isEqualTo(List.of());
    }
}
