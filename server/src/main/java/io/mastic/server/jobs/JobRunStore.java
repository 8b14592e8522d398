package io.mastic.server.jobs;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Runs. A change of state is a compare-and-set on the state that was seen. */
@RegisterConstructorMapper(JobRunStore.JobRunRow.class)
public interface JobRunStore {
    /**
     * @param doc what the run was started with, as the SDK's JobRun
     * @param mergedArguments JSON object
     * @param reportedSuccess what the driver said before it ended; empty if nothing
     * @param processStart of the wrapper, milliseconds: with the pid it names a process
     */
    record JobRunRow(
            String id,
            String accountId,
            String region,
            String jobName,
            String command,
            String script,
            String roleArn,
            String mergedArguments,
            String doc,
            JobRunState state,
            Optional<String> stateDetail,
            Optional<String> errorMessage,
            Optional<String> reportedError,
            Optional<Boolean> reportedSuccess,
            int memoryMebibytes,
            int cores,
            int timeoutMinutes,
            int maxRetries,
            long epoch,
            String tokenHash,
            Optional<Long> pid,
            Optional<Long> processStart,
            long started,
            Optional<Long> launched,
            long modified,
            Optional<Long> completed) {}

    @SqlUpdate(
            """
            insert into job_run (id, account_id, region, job_name, command, script, role_arn, merged_arguments, doc,
                state, state_detail, memory_mebibytes, cores, timeout_minutes, max_retries, epoch, token_hash,
                started, modified)
            values (:id, :accountId, :region, :jobName, :command, :script, :roleArn, :mergedArguments, :doc,
                :state, :stateDetail, :memoryMebibytes, :cores, :timeoutMinutes, :maxRetries, :epoch, :tokenHash,
                :started, :modified)
            """)
    void insert(@BindMethods JobRunRow run);

    @SqlQuery("select * from job_run where id = :id")
    Optional<JobRunRow> find(String id);

    @SqlQuery("select * from job_run where token_hash = :hash")
    Optional<JobRunRow> findByToken(String hash);

    @SqlQuery(
            """
            select * from job_run
            where account_id = :accountId and region = :region and job_name = :jobName
                and (started < :before or (started = :before and id < :beforeId))
            order by account_id desc, region desc, job_name desc, started desc, id desc
            limit :limit
            """)
    List<JobRunRow> list(String accountId, String region, String jobName, long before, String beforeId, int limit);

    @SqlQuery("select * from job_run where state in (<states>) order by started, id")
    List<JobRunRow> inStates(@BindList("states") List<String> states);

    @SqlQuery(
            """
            select count(*) from job_run
            where account_id = :accountId and region = :region and job_name = :jobName and state in (<states>)
            """)
    int count(String accountId, String region, String jobName, @BindList("states") List<String> states);

    @SqlQuery(
            """
            select name from job where account_id = :accountId and region = :region and name = :name
            for update
            """)
    Optional<String> lockJob(String accountId, String region, String name);

    /** Runs of a command, by id, for the lists of log streams. */
    @SqlQuery(
            """
            select * from job_run
            where account_id = :accountId and region = :region and command = :command and id > :after
                and id like :prefix escape '!'
            order by id
            limit :limit
            """)
    List<JobRunRow> ofCommand(String accountId, String region, String command, String prefix, String after, int limit);

    @SqlUpdate(
            """
            update job_run set state = :next, state_detail = :detail, modified = :now
            where id = :id and state = :seen
            """)
    int change(String id, JobRunState seen, JobRunState next, Optional<String> detail, long now);

    @SqlUpdate(
            """
            update job_run set state = :next, state_detail = null, error_message = :error, modified = :now,
                completed = :now
            where id = :id and state = :seen
            """)
    int end(String id, JobRunState seen, JobRunState next, Optional<String> error, long now);

    /** The run is about to be started by this server: a new epoch, and the token that its driver will show. */
    @SqlUpdate(
            """
            update job_run set epoch = epoch + 1, token_hash = :tokenHash, launched = :now, modified = :now
            where id = :id and state = 'STARTING' and launched is null
            """)
    int launch(String id, String tokenHash, long now);

    @SqlUpdate("update job_run set pid = :pid, process_start = :start where id = :id")
    void started(String id, long pid, long start);

    @SqlUpdate(
            """
            update job_run set reported_success = :success, reported_error = :error, modified = :now
            where id = :id and epoch = :epoch and reported_success is null
            """)
    int report(String id, long epoch, boolean success, Optional<String> error, long now);
}
