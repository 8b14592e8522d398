package io.mastic.runtime.catalog;

import com.amazonaws.Request;
import com.amazonaws.handlers.HandlerContextKey;
import com.amazonaws.handlers.RequestHandler2;
import com.amazonaws.services.glue.model.UpdateTableRequest;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Sends updates that give a table another name as {@code RenameTable}, an operation of Mastic's own that the SDK does
 * not know: Glue has none. It takes what UpdateTable takes, and the present name beside it.
 */
public final class TableRenaming extends RequestHandler2 {
    private static final HandlerContextKey<String> PRESENT_NAME = new HandlerContextKey<>("present-table-name");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The update as a renaming of the table that has the given name. */
    public static UpdateTableRequest of(UpdateTableRequest update, String presentName) {
        UpdateTableRequest renaming = update.clone();
        renaming.addHandlerContext(PRESENT_NAME, presentName);
        return renaming;
    }

    @Override
    public void beforeRequest(Request<?> request) {
        String name = request.getHandlerContext(PRESENT_NAME);
        if (name == null) {
            return;
        }
        try {
            ObjectNode body = (ObjectNode) JSON.readTree(request.getContent());
            byte[] named = JSON.writeValueAsBytes(body.put("Name", name));
            request.setContent(new ByteArrayInputStream(named));
            request.addHeader("Content-Length", String.valueOf(named.length));
            request.addHeader("X-Amz-Target", "AWSGlue.RenameTable");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
