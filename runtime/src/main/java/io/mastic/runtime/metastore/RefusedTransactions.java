package io.mastic.runtime.metastore;

import java.util.List;
import java.util.Set;
import org.apache.hadoop.hive.metastore.api.AbortTxnRequest;
import org.apache.hadoop.hive.metastore.api.AbortTxnsRequest;
import org.apache.hadoop.hive.metastore.api.AddDynamicPartitions;
import org.apache.hadoop.hive.metastore.api.CheckLockRequest;
import org.apache.hadoop.hive.metastore.api.CommitTxnRequest;
import org.apache.hadoop.hive.metastore.api.CompactionRequest;
import org.apache.hadoop.hive.metastore.api.CompactionResponse;
import org.apache.hadoop.hive.metastore.api.GetOpenTxnsInfoResponse;
import org.apache.hadoop.hive.metastore.api.GetOpenTxnsResponse;
import org.apache.hadoop.hive.metastore.api.HeartbeatRequest;
import org.apache.hadoop.hive.metastore.api.HeartbeatTxnRangeRequest;
import org.apache.hadoop.hive.metastore.api.HeartbeatTxnRangeResponse;
import org.apache.hadoop.hive.metastore.api.LockRequest;
import org.apache.hadoop.hive.metastore.api.LockResponse;
import org.apache.hadoop.hive.metastore.api.OpenTxnRequest;
import org.apache.hadoop.hive.metastore.api.OpenTxnsResponse;
import org.apache.hadoop.hive.metastore.api.ShowCompactRequest;
import org.apache.hadoop.hive.metastore.api.ShowCompactResponse;
import org.apache.hadoop.hive.metastore.api.ShowLocksRequest;
import org.apache.hadoop.hive.metastore.api.ShowLocksResponse;
import org.apache.hadoop.hive.metastore.api.UnlockRequest;
import org.apache.hadoop.hive.metastore.txn.CompactionInfo;
import org.apache.hadoop.hive.metastore.txn.TxnStore;

/** Transactional tables of Hive's, and their locks and compactions. */
public interface RefusedTransactions extends TxnStore {
    @Override
    default GetOpenTxnsInfoResponse getOpenTxnsInfo() {
        throw Refusal.of("getOpenTxnsInfo");
    }

    @Override
    default GetOpenTxnsResponse getOpenTxns() {
        throw Refusal.of("getOpenTxns");
    }

    @Override
    default void countOpenTxns() {
        throw Refusal.of("countOpenTxns");
    }

    @Override
    default OpenTxnsResponse openTxns(OpenTxnRequest request) {
        throw Refusal.of("openTxns");
    }

    @Override
    default void abortTxn(AbortTxnRequest request) {
        throw Refusal.of("abortTxn");
    }

    @Override
    default void abortTxns(AbortTxnsRequest request) {
        throw Refusal.of("abortTxns");
    }

    @Override
    default void commitTxn(CommitTxnRequest request) {
        throw Refusal.of("commitTxn");
    }

    @Override
    default LockResponse lock(LockRequest request) {
        throw Refusal.of("lock");
    }

    @Override
    default LockResponse checkLock(CheckLockRequest request) {
        throw Refusal.of("checkLock");
    }

    @Override
    default void unlock(UnlockRequest request) {
        throw Refusal.of("unlock");
    }

    @Override
    default ShowLocksResponse showLocks(ShowLocksRequest request) {
        throw Refusal.of("showLocks");
    }

    @Override
    default void heartbeat(HeartbeatRequest request) {
        throw Refusal.of("heartbeat");
    }

    @Override
    default HeartbeatTxnRangeResponse heartbeatTxnRange(HeartbeatTxnRangeRequest request) {
        throw Refusal.of("heartbeatTxnRange");
    }

    @Override
    default CompactionResponse compact(CompactionRequest request) {
        throw Refusal.of("compact");
    }

    @Override
    default ShowCompactResponse showCompact(ShowCompactRequest request) {
        throw Refusal.of("showCompact");
    }

    @Override
    default void addDynamicPartitions(AddDynamicPartitions request) {
        throw Refusal.of("addDynamicPartitions");
    }

    @Override
    default void performTimeOuts() {
        throw Refusal.of("performTimeOuts");
    }

    @Override
    default Set<CompactionInfo> findPotentialCompactions(int number) {
        throw Refusal.of("findPotentialCompactions");
    }

    @Override
    default void setRunAs(long number, String name) {
        throw Refusal.of("setRunAs");
    }

    @Override
    default CompactionInfo findNextToCompact(String name) {
        throw Refusal.of("findNextToCompact");
    }

    @Override
    default void markCompacted(CompactionInfo compaction) {
        throw Refusal.of("markCompacted");
    }

    @Override
    default List<CompactionInfo> findReadyToClean() {
        throw Refusal.of("findReadyToClean");
    }

    @Override
    default void markCleaned(CompactionInfo compaction) {
        throw Refusal.of("markCleaned");
    }

    @Override
    default void markFailed(CompactionInfo compaction) {
        throw Refusal.of("markFailed");
    }

    @Override
    default void cleanEmptyAbortedTxns() {
        throw Refusal.of("cleanEmptyAbortedTxns");
    }

    @Override
    default void revokeFromLocalWorkers(String name) {
        throw Refusal.of("revokeFromLocalWorkers");
    }

    @Override
    default void revokeTimedoutWorkers(long number) {
        throw Refusal.of("revokeTimedoutWorkers");
    }

    @Override
    default List<String> findColumnsWithStats(CompactionInfo compaction) {
        throw Refusal.of("findColumnsWithStats");
    }

    @Override
    default void setCompactionHighestTxnId(CompactionInfo compaction, long number) {
        throw Refusal.of("setCompactionHighestTxnId");
    }

    @Override
    default void purgeCompactionHistory() {
        throw Refusal.of("purgeCompactionHistory");
    }

    @Override
    default void performWriteSetGC() {
        throw Refusal.of("performWriteSetGC");
    }

    @Override
    default boolean checkFailedCompactions(CompactionInfo compaction) {
        throw Refusal.of("checkFailedCompactions");
    }

    @Override
    default int numLocksInLockTable() {
        throw Refusal.of("numLocksInLockTable");
    }

    @Override
    default long setTimeout(long number) {
        throw Refusal.of("setTimeout");
    }

    @Override
    default TxnStore.MutexAPI getMutexAPI() {
        throw Refusal.of("getMutexAPI");
    }

    @Override
    default void setHadoopJobId(String name, long number) {
        throw Refusal.of("setHadoopJobId");
    }
}
