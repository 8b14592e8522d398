package io.mastic.runtime.commit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.model.run.CommitJournal.Upload;
import java.util.List;
import org.apache.spark.internal.io.FileCommitProtocol.TaskCommitMessage;

/**
 * What a task has written. It travels as text: Kryo, which jobs may choose as Spark's serializer, cannot read records.
 *
 * @param folders that the files lie in, as Hadoop's paths, each once
 */
record TaskFiles(List<Upload> uploads, List<String> folders) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    TaskFiles {
        uploads = List.copyOf(uploads);
        folders = List.copyOf(folders);
    }

    TaskCommitMessage message() {
        try {
            return new TaskCommitMessage(MAPPER.writeValueAsString(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static TaskFiles of(TaskCommitMessage message) {
        try {
            return MAPPER.readValue(String.valueOf(message.obj()), TaskFiles.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
