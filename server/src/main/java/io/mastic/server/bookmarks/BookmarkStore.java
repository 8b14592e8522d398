package io.mastic.server.bookmarks;

import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Bookmarks and their earlier versions; they end with their job. Each method is one statement. */
@RegisterConstructorMapper(BookmarkStore.BookmarkRow.class)
interface BookmarkStore {
    /** @param states JSON */
    record BookmarkRow(
            String accountId,
            String region,
            String jobName,
            int version,
            int runNumber,
            int attemptNumber,
            Optional<String> previousRunId,
            Optional<String> runId,
            String states) {}

    @SqlQuery(
            """
            select * from job_bookmark where account_id = :accountId and region = :region and job_name = :jobName
            order by account_id desc, region desc, job_name desc, version desc
            limit 1
            """)
    Optional<BookmarkRow> newest(String accountId, String region, String jobName);

    /** The newest version that a run has made. */
    @SqlQuery(
            """
            select * from job_bookmark
            where account_id = :accountId and region = :region and job_name = :jobName and run_id = :runId
            order by account_id desc, region desc, job_name desc, version desc
            limit 1
            """)
    Optional<BookmarkRow> ofRun(String accountId, String region, String jobName, String runId);

    @SqlQuery(
            """
            select count(*) from job_run
            where id = :runId and account_id = :accountId and region = :region and job_name = :jobName
            """)
    boolean isRun(String accountId, String region, String jobName, String runId);

    /** The newest version that a run, or one of its job that started before it, has made. */
    @SqlQuery(
            """
            select b.* from job_bookmark b join job_run r on r.id = b.run_id
            where b.account_id = :accountId and b.region = :region and b.job_name = :jobName
                and r.started <= (select started from job_run where id = :runId)
            order by b.version desc
            limit 1
            """)
    Optional<BookmarkRow> upTo(String accountId, String region, String jobName, String runId);

    /**
     * Compare-and-set: 0 if there is this version already.
     *
     * @throws org.jdbi.v3.core.statement.UnableToExecuteStatementException if the job is gone
     */
    @SqlUpdate(
            """
            insert into job_bookmark (account_id, region, job_name, version, run_number, attempt_number,
                previous_run_id, run_id, states)
            values (:accountId, :region, :jobName, :version, :runNumber, :attemptNumber,
                :previousRunId, :runId, :states)
            on conflict do nothing
            """)
    int insert(@BindMethods BookmarkRow bookmark);

    @SqlUpdate(
            """
            delete from job_bookmark
            where account_id = :accountId and region = :region and job_name = :jobName and version < :version
            """)
    int deleteBefore(String accountId, String region, String jobName, int version);
}
