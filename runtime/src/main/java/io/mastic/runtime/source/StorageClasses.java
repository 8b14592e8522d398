package io.mastic.runtime.source;

import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.s3.AmazonS3;
import com.amazonaws.services.s3.AmazonS3ClientBuilder;
import com.amazonaws.services.s3.model.ListObjectsV2Request;
import com.amazonaws.services.s3.model.ListObjectsV2Result;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Finds objects by their storage class, which Hadoop's listings do not tell: so the paths are listed a second time, a
 * thousand objects a request, and only what is found is held.
 *
 * @param names as S3 writes them, such as {@code GLACIER}
 */
record StorageClasses(Set<String> names) {
    static StorageClasses of(List<String> names) {
        return new StorageClasses(Set.copyOf(names));
    }

    Set<Path> below(List<Path> roots, Configuration configuration) {
        Set<Path> found = new HashSet<>();
        if (names.isEmpty()) {
            return found;
        }
        AmazonS3 client = client(configuration);
        try {
            roots.forEach(root -> add(client, root, found));
        } finally {
            client.shutdown();
        }
        return found;
    }

    private void add(AmazonS3 client, Path root, Set<Path> found) {
        String scheme = root.toUri().getScheme();
        String bucket = root.toUri().getAuthority();
        ListObjectsV2Request request = new ListObjectsV2Request()
                .withBucketName(bucket)
                .withPrefix(root.toUri().getPath().substring(1));
        ListObjectsV2Result page;
        do {
            page = client.listObjectsV2(request);
            page.getObjectSummaries().stream()
                    .filter(object -> names.contains(object.getStorageClass()))
                    .forEach(object -> found.add(new Path(scheme, bucket, "/" + object.getKey())));
            request.setContinuationToken(page.getNextContinuationToken());
        } while (page.isTruncated());
    }

    private static AmazonS3 client(Configuration configuration) {
        return AmazonS3ClientBuilder.standard()
                .withEndpointConfiguration(new EndpointConfiguration(
                        configuration.get("fs.s3a.endpoint"), configuration.get("fs.s3a.endpoint.region")))
                .withPathStyleAccessEnabled(configuration.getBoolean("fs.s3a.path.style.access", false))
                .build();
    }
}
