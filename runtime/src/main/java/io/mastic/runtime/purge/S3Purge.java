package io.mastic.runtime.purge;

import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.s3.AmazonS3;
import com.amazonaws.services.s3.AmazonS3ClientBuilder;
import com.amazonaws.services.s3.model.DeleteObjectsRequest;
import com.amazonaws.services.s3.model.DeleteObjectsRequest.KeyVersion;
import com.amazonaws.services.s3.model.ListObjectsV2Request;
import com.amazonaws.services.s3.model.ListObjectsV2Result;
import com.amazonaws.services.s3.model.MultiObjectDeleteException;
import com.amazonaws.services.s3.model.S3ObjectSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Deletes the old files of folders: a request for a thousand to list, and one for a thousand to delete. */
final class S3Purge {
    private static final int THREADS = 16;

    private final AmazonS3 s3;
    private final PurgeOptions options;
    private final Manifest manifest = new Manifest();

    S3Purge(PurgeOptions options) {
        this.s3 = client();
        this.options = options;
    }

    private static AmazonS3 client() {
        String endpoint = System.getenv("MASTIC_ENDPOINT");
        if (endpoint == null) {
            throw new IllegalStateException("MASTIC_ENDPOINT is not set: files are purged by runs of Mastic only");
        }
        String region = System.getenv().getOrDefault("AWS_REGION", "us-east-1");
        return AmazonS3ClientBuilder.standard()
                .withEndpointConfiguration(new EndpointConfiguration(endpoint, region))
                .withPathStyleAccessEnabled(true)
                .build();
    }

    /** As {@link #purge}, for many folders side by side. */
    List<Long> purgeEach(List<S3Folder> folders) {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Long>> started = folders.stream()
                    .map(folder -> pool.submit(() -> purge(folder)))
                    .toList();
            List<Long> left = new ArrayList<>();
            for (Future<Long> one : started) {
                left.add(one.get());
            }
            return left;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while purging files", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Deletes what is old enough, and answers how many objects are left. */
    long purge(S3Folder folder) {
        ListObjectsV2Request request =
                new ListObjectsV2Request().withBucketName(folder.bucket()).withPrefix(folder.key());
        long left = 0;
        ListObjectsV2Result page;
        do {
            page = s3.listObjectsV2(request);
            List<KeyVersion> old = new ArrayList<>();
            for (S3ObjectSummary object : page.getObjectSummaries()) {
                if (!folder.holds(object.getKey())) {
                    continue;
                }
                if (isKept(object)) {
                    left++;
                } else {
                    old.add(new KeyVersion(object.getKey()));
                }
            }
            left += old.isEmpty() ? 0 : delete(folder, old);
            request.setContinuationToken(page.getNextContinuationToken());
        } while (page.isTruncated());
        return left;
    }

    private boolean isKept(S3ObjectSummary object) {
        return !object.getLastModified().toInstant().isBefore(options.before())
                || options.keptClasses().contains(object.getStorageClass());
    }

    /** Answers how many could not be deleted. */
    private long delete(S3Folder folder, List<KeyVersion> objects) {
        try {
            s3.deleteObjects(new DeleteObjectsRequest(folder.bucket()).withKeys(objects))
                    .getDeletedObjects()
                    .forEach(deleted -> manifest.deleted(folder.path(deleted.getKey())));
            return 0;
        } catch (MultiObjectDeleteException e) {
            e.getDeletedObjects().forEach(deleted -> manifest.deleted(folder.path(deleted.getKey())));
            e.getErrors()
                    .forEach(
                            error -> manifest.failed(folder.path(error.getKey()), error.getCode(), error.getMessage()));
            return e.getErrors().size();
        }
    }

    /** Writes Success.csv and Failed.csv, if they are asked for. */
    void writeManifest(String context) {
        options.manifest().map(S3Folder::of).ifPresent(folder -> {
            String prefix = String.join("/", folder.key(), context).replaceAll("^/+|/+$", "");
            String below = prefix.isEmpty() ? "" : prefix + "/";
            s3.putObject(folder.bucket(), below + "Success.csv", manifest.deletions());
            s3.putObject(folder.bucket(), below + "Failed.csv", manifest.failures());
        });
    }
}
