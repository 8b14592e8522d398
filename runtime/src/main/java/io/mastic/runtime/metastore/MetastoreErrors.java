package io.mastic.runtime.metastore;

import com.amazonaws.AmazonServiceException;
import com.amazonaws.SdkClientException;
import org.apache.hadoop.hive.metastore.api.MetaException;

/** Failures of the Data Catalog in Hive's words, which carry AWS's code and text to the user. */
final class MetastoreErrors {
    private MetastoreErrors() {}

    /** Thrown where Hive's interface declares no exception that fits. */
    static final class CatalogFailure extends RuntimeException {
        CatalogFailure(SdkClientException cause) {
            super(text(cause), cause);
        }
    }

    static MetaException meta(SdkClientException failure) {
        MetaException meta = new MetaException(text(failure));
        meta.initCause(failure);
        return meta;
    }

    /** Never null: Hive calls methods on it. */
    static String text(SdkClientException failure) {
        if (failure instanceof AmazonServiceException answer) {
            return answer.getErrorCode() + ": " + answer.getErrorMessage();
        }
        return "The Data Catalog could not be asked: " + failure.getMessage();
    }

    /** Throws what the caller does not declare: Hive's handler passes it on, and Spark knows it. */
    @SuppressWarnings("unchecked")
    static <E extends Throwable> RuntimeException undeclared(Throwable failure) throws E {
        throw (E) failure;
    }
}
