package io.mastic.runtime.metastore;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hive.metastore.FileMetadataHandler;
import org.apache.hadoop.hive.metastore.RawStore;
import org.apache.hadoop.hive.metastore.api.CurrentNotificationEventId;
import org.apache.hadoop.hive.metastore.api.FileMetadataExprType;
import org.apache.hadoop.hive.metastore.api.NotificationEvent;
import org.apache.hadoop.hive.metastore.api.NotificationEventRequest;
import org.apache.hadoop.hive.metastore.api.NotificationEventResponse;
import org.apache.hadoop.hive.metastore.api.PartitionEventType;
import org.apache.hadoop.hive.metastore.api.Table;

/** Notifications, tokens and events of Hive's, which Spark does not use. */
public interface RefusedEvents extends RawStore {
    @Override
    default Table markPartitionForEvent(
            String name1, String name2, Map<String, String> map, PartitionEventType partitionEventType) {
        throw Refusal.of("markPartitionForEvent");
    }

    @Override
    default boolean isPartitionMarkedForEvent(
            String name1, String name2, Map<String, String> map, PartitionEventType partitionEventType) {
        throw Refusal.of("isPartitionMarkedForEvent");
    }

    @Override
    default long cleanupEvents() {
        throw Refusal.of("cleanupEvents");
    }

    @Override
    default boolean addToken(String name1, String name2) {
        throw Refusal.of("addToken");
    }

    @Override
    default boolean removeToken(String name) {
        throw Refusal.of("removeToken");
    }

    @Override
    default String getToken(String name) {
        throw Refusal.of("getToken");
    }

    @Override
    default List<String> getAllTokenIdentifiers() {
        throw Refusal.of("getAllTokenIdentifiers");
    }

    @Override
    default int addMasterKey(String name) {
        throw Refusal.of("addMasterKey");
    }

    @Override
    default void updateMasterKey(Integer number, String name) {
        throw Refusal.of("updateMasterKey");
    }

    @Override
    default boolean removeMasterKey(Integer number) {
        throw Refusal.of("removeMasterKey");
    }

    @Override
    default String[] getMasterKeys() {
        throw Refusal.of("getMasterKeys");
    }

    @Override
    default String getMetaStoreSchemaVersion() {
        throw Refusal.of("getMetaStoreSchemaVersion");
    }

    @Override
    default void setMetaStoreSchemaVersion(String name1, String name2) {
        throw Refusal.of("setMetaStoreSchemaVersion");
    }

    @Override
    default NotificationEventResponse getNextNotification(NotificationEventRequest notificationEventRequest) {
        throw Refusal.of("getNextNotification");
    }

    @Override
    default void addNotificationEvent(NotificationEvent notificationEvent) {
        throw Refusal.of("addNotificationEvent");
    }

    @Override
    default void cleanNotificationEvents(int number) {
        throw Refusal.of("cleanNotificationEvents");
    }

    @Override
    default CurrentNotificationEventId getCurrentNotificationEventId() {
        throw Refusal.of("getCurrentNotificationEventId");
    }

    @Override
    default ByteBuffer[] getFileMetadata(List<Long> list) {
        throw Refusal.of("getFileMetadata");
    }

    @Override
    default void putFileMetadata(List<Long> list1, List<ByteBuffer> list2, FileMetadataExprType fileMetadataExprType) {
        throw Refusal.of("putFileMetadata");
    }

    @Override
    default boolean isFileMetadataSupported() {
        throw Refusal.of("isFileMetadataSupported");
    }

    @Override
    default void getFileMetadataByExpr(
            List<Long> list,
            FileMetadataExprType fileMetadataExprType,
            byte[] bytes,
            ByteBuffer[] byteBuffer1,
            ByteBuffer[] byteBuffer2,
            boolean[] flag) {
        throw Refusal.of("getFileMetadataByExpr");
    }

    @Override
    default FileMetadataHandler getFileMetadataHandler(FileMetadataExprType fileMetadataExprType) {
        throw Refusal.of("getFileMetadataHandler");
    }

    @Override
    default int getTableCount() {
        throw Refusal.of("getTableCount");
    }

    @Override
    default int getPartitionCount() {
        throw Refusal.of("getPartitionCount");
    }

    @Override
    default int getDatabaseCount() {
        throw Refusal.of("getDatabaseCount");
    }
}
