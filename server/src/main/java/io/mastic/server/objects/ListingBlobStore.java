package io.mastic.server.objects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.SdkResponses;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists by {@link FolderListing}: the store's own listing reads and sorts the whole bucket for every page. */
final class ListingBlobStore extends ForwardingBlobStore {
    private static final int PAGE = 1_000;

    private final Path root;
    private final FolderListing listing;

    ListingBlobStore(BlobStore store, Path root, Clock clock) {
        super(store);
        this.root = root;
        this.listing = new FolderListing(clock);
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        var bucket = root.resolve(request.bucket());
        if (!root.equals(bucket.normalize().getParent()) || !Files.isDirectory(bucket)) {
            throw ObjectErrors.error(404, "NoSuchBucket", "The specified bucket does not exist");
        }
        int most = Math.min(PAGE, Optional.ofNullable(request.maxKeys()).orElse(PAGE));
        var query = new FolderListing.Query(
                Optional.ofNullable(request.prefix()).orElse(""),
                Optional.ofNullable(request.delimiter())
                        .filter(text -> !text.isEmpty())
                        .orElse(null),
                after(request),
                most);
        try {
            return most == 0
                    ? SdkResponses.objectsPage(new ArrayList<>(), new ArrayList<>(), null)
                    : page(request.bucket(), bucket, query);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String after(ListObjectsV2Request request) {
        return Optional.ofNullable(request.continuationToken())
                .or(() -> Optional.ofNullable(request.startAfter()))
                .orElse("");
    }

    private ListObjectsV2Response page(String name, Path bucket, FolderListing.Query query) throws IOException {
        var found = listing.list(bucket, query);
        var truncated = found.size() > query.most();
        var page = truncated ? found.subList(0, query.most()) : found;
        var objects = new ArrayList<S3Object>();
        var prefixes = new ArrayList<CommonPrefix>();
        for (var entry : page) {
            if (entry.prefix()) {
                prefixes.add(SdkResponses.commonPrefix(entry.key()));
            } else {
                object(name, entry.key()).ifPresent(objects::add);
            }
        }
        return SdkResponses.objectsPage(
                objects, prefixes, truncated ? page.get(page.size() - 1).key() : null);
    }

    /** Uploads in progress and folders without objects do not keep a bucket, as in S3. */
    @Override
    public void deleteBucket(String bucket) {
        var first =
                list(ListObjectsV2Request.builder().bucket(bucket).maxKeys(1).build());
        if (!first.contents().isEmpty()) {
            throw ObjectErrors.error(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
        }
        super.deleteContainer(bucket);
    }

    /** Empty if it was deleted meanwhile. */
    private Optional<S3Object> object(String bucket, String key) {
        try {
            var head = delegate()
                    .blobMetadata(
                            HeadObjectRequest.builder().bucket(bucket).key(key).build());
            return Optional.of(SdkResponses.objectEntry(
                    key, head.eTag(), head.lastModified(), head.contentLength(), head.storageClass()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }
}
