package io.mastic.runtime.catalog;

import com.amazonaws.AmazonClientException;
import com.amazonaws.AmazonServiceException;
import com.amazonaws.AmazonWebServiceRequest;
import com.amazonaws.ClientConfiguration;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.retry.PredefinedBackoffStrategies.SDKDefaultBackoffStrategy;
import com.amazonaws.retry.PredefinedRetryPolicies;
import com.amazonaws.retry.RetryPolicy;
import com.amazonaws.services.glue.AWSGlue;
import com.amazonaws.services.glue.AWSGlueClientBuilder;

/**
 * The client of the Glue API that this process's environment names: endpoint, region, and the run's credentials, which
 * the SDK renews. A server that starts again is waited for, about half a minute; throttling and conflicting updates are
 * tried again as often.
 */
public final class CatalogClient {
    private static final int RETRIES = 10;
    private static final int FIRST_WAIT_MILLISECONDS = 100;
    private static final int LONGEST_WAIT_MILLISECONDS = 5_000;

    private CatalogClient() {}

    /** A new client, safe for use by several threads; callers keep it. */
    public static AWSGlue fromEnvironment() {
        String endpoint = System.getenv("MASTIC_ENDPOINT");
        if (endpoint == null) {
            throw new IllegalStateException("MASTIC_ENDPOINT is not set: the catalog is asked by runs of Mastic only");
        }
        String region = System.getenv().getOrDefault("AWS_REGION", "us-east-1");
        RetryPolicy retries = new RetryPolicy(
                CatalogClient::retried,
                new SDKDefaultBackoffStrategy(
                        FIRST_WAIT_MILLISECONDS, 2 * FIRST_WAIT_MILLISECONDS, LONGEST_WAIT_MILLISECONDS),
                RETRIES,
                false);
        return AWSGlueClientBuilder.standard()
                .withEndpointConfiguration(new EndpointConfiguration(endpoint, region))
                .withClientConfiguration(new ClientConfiguration().withRetryPolicy(retries))
                .withRequestHandlers(new TableRenaming())
                .build();
    }

    private static boolean retried(AmazonWebServiceRequest request, AmazonClientException failure, int retries) {
        boolean conflict = failure instanceof AmazonServiceException e
                && "ConcurrentModificationException".equals(e.getErrorCode())
                && !(request instanceof com.amazonaws.services.glue.model.UpdateTableRequest update
                        && update.getVersionId() != null);
        return conflict || PredefinedRetryPolicies.DEFAULT_RETRY_CONDITION.shouldRetry(request, failure, retries);
    }
}
