package io.mastic.server.bookmarks;

import io.mastic.protocol.Call;
import io.mastic.protocol.OperationTable;
import io.mastic.protocol.ServiceId;
import io.mastic.server.bookmarks.JobBookmarks.JobKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.GetJobBookmarkRequest;
import software.amazon.awssdk.services.glue.model.GetJobBookmarkResponse;
import software.amazon.awssdk.services.glue.model.ResetJobBookmarkRequest;
import software.amazon.awssdk.services.glue.model.ResetJobBookmarkResponse;

/** Glue's operations on job bookmarks. */
public final class BookmarkOperations {
    private final JobBookmarks bookmarks;

    public BookmarkOperations(JobBookmarks bookmarks) {
        this.bookmarks = bookmarks;
    }

    public OperationTable table() {
        return OperationTable.of(ServiceId.GLUE)
                .serve(
                        "GetJobBookmark",
                        GetJobBookmarkRequest.class,
                        this::getJobBookmark,
                        (call, request) -> arn(call, request.jobName()))
                .serve(
                        "ResetJobBookmark",
                        ResetJobBookmarkRequest.class,
                        this::resetJobBookmark,
                        (call, request) -> arn(call, request.jobName()))
                .build();
    }

    private static List<String> arn(Call call, @Nullable String job) {
        return List.of("arn:aws:glue:" + call.region() + ":" + call.accountId() + ":job/"
                + Optional.ofNullable(job).orElse(""));
    }

    public GetJobBookmarkResponse getJobBookmark(Call call, GetJobBookmarkRequest request) {
        var found = bookmarks.get(JobKey.of(call, request.jobName()), Optional.ofNullable(request.runId()));
        return GetJobBookmarkResponse.builder()
                .jobBookmarkEntry(BookmarkConverter.toEntry(found))
                .build();
    }

    public ResetJobBookmarkResponse resetJobBookmark(Call call, ResetJobBookmarkRequest request) {
        var job = JobKey.of(call, request.jobName());
        var after = request.runId() == null ? bookmarks.reset(job) : bookmarks.rewind(job, request.runId());
        return ResetJobBookmarkResponse.builder()
                .jobBookmarkEntry(BookmarkConverter.toEntry(after))
                .build();
    }
}
