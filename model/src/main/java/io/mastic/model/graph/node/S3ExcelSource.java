package io.mastic.model.graph.node;

import io.mastic.model.graph.schema.Output;
import io.mastic.model.graph.script.NodeScript;
import java.util.List;
import java.util.Optional;

/**
 * Reads the first sheet of Excel files on S3, with the names of columns in its first row.
 *
 * @param numberRows how many rows are read at most
 * @param skipFooter how many rows at the end are left out
 * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_S3ExcelSource.html">AWS</a>
 */
public record S3ExcelSource(
        String name,
        FileOptions files,
        Optional<Long> numberRows,
        Optional<Long> skipFooter,
        OutputSchemas outputSchemas)
        implements Node {
    static S3ExcelSource read(NodeFields fields) {
        return new S3ExcelSource(
                fields.required("Name"),
                FileOptions.read(fields, FileOptions.PARQUET_COMPRESSIONS).selfDescribing(),
                fields.wholeNumber("NumberRows", 0),
                fields.wholeNumber("SkipFooter", 0),
                OutputSchemas.read(fields));
    }

    @Override
    public NodeType type() {
        return NodeType.S3_EXCEL_SOURCE;
    }

    @Override
    public Optional<Origin> origin() {
        return Optional.of(new Origin.Excel(files, numberRows, skipFooter));
    }

    @Override
    public Output output(List<Output> inputs) {
        return outputSchemas.frame();
    }

    @Override
    public void check(NodeCheck check) {
        files.check(check);
    }

    @Override
    public void write(NodeScript script) {
        files.write(
                script, "excel", new Entries().number("numberRows", numberRows).number("skipFooter", skipFooter));
    }
}
