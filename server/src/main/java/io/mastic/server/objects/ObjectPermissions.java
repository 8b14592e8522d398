package io.mastic.server.objects;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an S3 request must be allowed to do.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html">AWS</a>
 */
record ObjectPermissions(List<Permission> needed, Map<String, List<String>> conditions) {
    /** An action on a resource: {@code s3:GetObject}, {@code arn:aws:s3:::bucket/key}. */
    record Permission(String action, String arn) {}

    private static final String ARN = "arn:aws:s3:::";

    /** Sub-resources of a bucket with the name that their actions have. */
    private static final Map<String, String> BUCKET_PARTS = Map.of(
            "acl", "BucketAcl",
            "policy", "BucketPolicy",
            "versioning", "BucketVersioning",
            "encryption", "EncryptionConfiguration",
            "tagging", "BucketTagging",
            "cors", "BucketCORS",
            "lifecycle", "LifecycleConfiguration",
            "notification", "BucketNotification",
            "website", "BucketWebsite");

    private static final Map<String, String> OBJECT_PARTS = Map.of("acl", "ObjectAcl", "tagging", "ObjectTagging");

    static Permission get(String bucket, String key) {
        return new Permission("s3:GetObject", ARN + bucket + "/" + key);
    }

    static Permission list(String bucket) {
        return new Permission("s3:ListBucket", ARN + bucket);
    }

    static Permission put(String bucket, String key) {
        return new Permission("s3:PutObject", ARN + bucket + "/" + key);
    }

    static Permission delete(String bucket, String key) {
        return new Permission("s3:DeleteObject", ARN + bucket + "/" + key);
    }

    static ObjectPermissions of(HttpServletRequest request) {
        var path = request.getRequestURI().substring(1);
        int slash = path.indexOf('/');
        var bucket = decoded(slash < 0 ? path : path.substring(0, slash));
        var key = decoded(slash < 0 ? "" : path.substring(slash + 1));
        var query = query(request);
        if (bucket.isEmpty()) {
            return new ObjectPermissions(List.of(new Permission("s3:ListAllMyBuckets", "*")), Map.of());
        }
        return key.isEmpty() ? ofBucket(request, bucket, query) : ofObject(request, bucket, key, query);
    }

    private static ObjectPermissions ofBucket(HttpServletRequest request, String bucket, Map<String, String> query) {
        var part = BUCKET_PARTS.keySet().stream()
                .filter(query::containsKey)
                .findFirst()
                .map(BUCKET_PARTS::get);
        var action =
                switch (request.getMethod()) {
                    case "PUT" -> part.map("Put"::concat).orElse("CreateBucket");
                    case "DELETE" -> part.map("Delete"::concat).orElse("DeleteBucket");
                    case "POST" -> query.containsKey("delete") ? "" : "PutObject";
                    default -> part.map("Get"::concat).orElseGet(() -> readOfBucket(query));
                };
        // The keys of a bulk delete are in its body; each is decided when its turn comes.
        var needed = action.isEmpty() ? List.<Permission>of() : List.of(new Permission("s3:" + action, ARN + bucket));
        var conditions = new LinkedHashMap<String, List<String>>();
        if (action.equals("ListBucket")) {
            conditions.put("s3:prefix", List.of(query.getOrDefault("prefix", "")));
            Optional.ofNullable(query.get("delimiter"))
                    .ifPresent(text -> conditions.put("s3:delimiter", List.of(text)));
            Optional.ofNullable(query.get("max-keys")).ifPresent(text -> conditions.put("s3:max-keys", List.of(text)));
        }
        return new ObjectPermissions(needed, conditions);
    }

    private static String readOfBucket(Map<String, String> query) {
        if (query.containsKey("uploads")) {
            return "ListBucketMultipartUploads";
        }
        if (query.containsKey("location")) {
            return "GetBucketLocation";
        }
        return query.containsKey("versions") ? "ListBucketVersions" : "ListBucket";
    }

    private static ObjectPermissions ofObject(
            HttpServletRequest request, String bucket, String key, Map<String, String> query) {
        var part = OBJECT_PARTS.keySet().stream()
                .filter(query::containsKey)
                .findFirst()
                .map(OBJECT_PARTS::get);
        var upload = query.containsKey("uploadId");
        var action =
                switch (request.getMethod()) {
                    case "PUT" -> part.map("Put"::concat).orElse("PutObject");
                    case "POST" -> "PutObject";
                    case "DELETE" ->
                        upload
                                ? "AbortMultipartUpload"
                                : part.map("Delete"::concat).orElse("DeleteObject");
                    default ->
                        upload
                                ? "ListMultipartUploadParts"
                                : part.map("Get"::concat).orElse("GetObject");
                };
        var needed = new ArrayList<>(List.of(new Permission("s3:" + action, ARN + bucket + "/" + key)));
        Optional.ofNullable(request.getHeader("x-amz-copy-source"))
                .ifPresent(source -> needed.add(0, new Permission("s3:GetObject", ARN + source(source))));
        return new ObjectPermissions(needed, Map.of());
    }

    private static String source(String header) {
        var path = decoded(header.split("\\?", 2)[0]);
        return path.startsWith("/") ? path.substring(1) : path;
    }

    private static Map<String, String> query(HttpServletRequest request) {
        var values = new LinkedHashMap<String, String>();
        for (var pair : Optional.ofNullable(request.getQueryString()).orElse("").split("&")) {
            int at = pair.indexOf('=');
            var name = at < 0 ? pair : pair.substring(0, at);
            values.putIfAbsent(
                    decoded(name.replace("+", " ")),
                    at < 0 ? "" : decoded(pair.substring(at + 1).replace("+", "%20")));
        }
        return values;
    }

    /** An escape that is none stays as it is; the S3 layer refuses it. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
