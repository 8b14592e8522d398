package io.mastic.model.run;

import java.util.List;
import java.util.Objects;

/**
 * What is left to do when the tasks of one write have ended. A driver hands it to the control plane, which carries it
 * out whole, whatever becomes of the driver. JSON on the wire, with these names.
 *
 * @param writeId names the write; the same journal sent twice is carried out once
 * @param uploads to complete; each makes a file visible
 * @param replaced objects that an overwrite removes once all uploads are complete; none is the target of an upload
 * @param folders to mark with an empty object, so that a table without rows can be read; keys end with a slash
 */
public record CommitJournal(String writeId, List<Upload> uploads, List<ObjectName> replaced, List<ObjectName> folders) {
    public CommitJournal {
        Objects.requireNonNull(writeId);
        uploads = List.copyOf(uploads);
        replaced = List.copyOf(replaced);
        folders = List.copyOf(folders);
    }

    /** Steps that are to be done: uploads, removals and marks. */
    public int size() {
        return uploads.size() + replaced.size() + folders.size();
    }

    /** An object, which may not exist. */
    public record ObjectName(String bucket, String key) {
        public ObjectName {
            Objects.requireNonNull(bucket);
            Objects.requireNonNull(key);
        }
    }

    /**
     * An S3 multipart upload, all of whose parts are there.
     *
     * @param etags of the parts, in order, as S3 answered them
     * @param length bytes of all parts together
     */
    public record Upload(String bucket, String key, String uploadId, List<String> etags, long length) {
        public Upload {
            Objects.requireNonNull(bucket);
            Objects.requireNonNull(key);
            Objects.requireNonNull(uploadId);
            etags = List.copyOf(etags);
        }
    }
}
