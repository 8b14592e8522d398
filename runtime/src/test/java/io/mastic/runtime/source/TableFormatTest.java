package io.mastic.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.glue.model.SerDeInfo;
import com.amazonaws.services.glue.model.StorageDescriptor;
import io.mastic.runtime.source.TableFormat.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TableFormatTest {
    private static final String LAZY = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";

    @Test
    void hivesTextHasItsDefaults() {
        TableFormat format = TableFormat.of(storage(LAZY, Map.of("serialization.format", "1")), Map.of(), null);
        assertThat(format.kind()).isEqualTo(Kind.HIVE_TEXT);
        assertThat(format.separator()).isEqualTo("\u0001");
        assertThat(format.items()).isEqualTo("\u0002");
        assertThat(format.quote()).isEmpty();
        assertThat(format.nullText()).isEqualTo("\\N");
        assertThat(format.headerLines()).isZero();
    }

    @Test
    void separatorsMayBeCodesAndEscapes() {
        for (String code : List.of("9", "009", "\\t", "\\u0009", "\t")) {
            assertThat(TableFormat.of(storage(LAZY, Map.of("field.delim", code)), null, null)
                            .separator())
                    .isEqualTo("\t");
        }
        Map<String, String> csv = Map.of("classification", "csv", "delimiter", "9", "serialization.format", "1");
        assertThat(TableFormat.of(storage(LAZY, csv), null, null).separator()).isEqualTo("9");
    }

    @Test
    void thePartitionsOptionsWinOverTheTables() {
        Map<String, String> table = Map.of("classification", "csv", "skip.header.line.count", "1");
        TableFormat format =
                TableFormat.of(storage(LAZY, Map.of("field.delim", ";")), table, Map.of("skip.header.line.count", "0"));
        assertThat(format.kind()).isEqualTo(Kind.CSV);
        assertThat(format.separator()).isEqualTo(";");
        assertThat(format.headerLines()).isZero();
    }

    @Test
    void statisticsMakeNoOtherFormat() {
        StorageDescriptor storage = storage(LAZY, Map.of());
        assertThat(TableFormat.of(storage, Map.of("recordCount", "1"), Map.of("transient_lastDdlTime", "2")))
                .isEqualTo(TableFormat.of(storage, null, null));
    }

    @Test
    void withoutALibraryTheClassificationDecides() {
        StorageDescriptor storage = new StorageDescriptor();
        assertThat(TableFormat.of(storage, Map.of("classification", "json"), null)
                        .kind())
                .isEqualTo(Kind.JSON);
        assertThatThrownBy(() -> TableFormat.of(storage, Map.of("classification", "ion"), null))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("classification 'ion'");
    }

    private static StorageDescriptor storage(String library, Map<String, String> parameters) {
        return new StorageDescriptor()
                .withSerdeInfo(new SerDeInfo().withSerializationLibrary(library).withParameters(parameters));
    }
}
