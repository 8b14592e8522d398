package io.mastic.runtime.metastore;

import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.RelationProvider;
import org.apache.spark.sql.sources.SchemaRelationProvider;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Map;

/**
 * The reader of tables that are not read: it says why. So SHOW, DESCRIBE and DROP work on such a table, and reading it
 * never takes its files for something that they are not.
 */
public final class UnreadableTable implements RelationProvider, SchemaRelationProvider {
    static final String REASON = "reason";

    /**
     * @throws UnsupportedOperationException always, with the reason
     */
    @Override
    public BaseRelation createRelation(SQLContext context, Map<String, String> options) {
        throw new UnsupportedOperationException(options.apply(REASON));
    }

    /**
     * @throws UnsupportedOperationException always, with the reason
     */
    @Override
    public BaseRelation createRelation(SQLContext context, Map<String, String> options, StructType schema) {
        throw new UnsupportedOperationException(options.apply(REASON));
    }
}
