package io.mastic.server.jobs;

import io.mastic.server.jobs.RunStreams.RunStream;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Runs. A change of state is a compare-and-set on the state that was seen. */
@RegisterConstructorMapper(JobRunStore.JobRunRow.class)
@RegisterConstructorMapper(RunStream.class)
public interface JobRunStore {
    /**
     * @param doc what the run was started with, as the SDK's JobRun
     * @param mergedArguments JSON object
     * @param reportedSuccess what the driver said before it ended; empty if nothing
     * @param launched when a server was about to start the process of this epoch; empty while none may start it
     * @param flexible whether others that wait go first
     * @param notified when it was told that the run takes longer than {@code notifyMinutes}
     * @param timedOut when a server was about to end the process because its time was over
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
            long started,
            Optional<Long> launched,
            long modified,
            Optional<Long> completed,
            Optional<String> triggerName,
            Optional<String> workflowRunId,
            boolean flexible,
            Optional<String> sessionPolicy,
            Optional<Integer> notifyMinutes,
            Optional<Long> notified,
            Optional<Long> timedOut) {
        /** A new run like this one, which nothing has happened to yet. */
        JobRunRow again(String newId, String newDoc, String newTokenHash, long now) {
            return new JobRunRow(
                    newId,
                    accountId,
                    region,
                    jobName,
                    command,
                    script,
                    roleArn,
                    mergedArguments,
                    newDoc,
                    JobRunState.STARTING,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    memoryMebibytes,
                    cores,
                    timeoutMinutes,
                    maxRetries,
                    0,
                    newTokenHash,
                    now,
                    Optional.empty(),
                    now,
                    Optional.empty(),
                    triggerName,
                    workflowRunId,
                    flexible,
                    sessionPolicy,
                    notifyMinutes,
                    Optional.empty(),
                    Optional.empty());
        }
    }

    @SqlUpdate(
            """
            insert into job_run (id, account_id, region, job_name, command, script, role_arn, merged_arguments, doc,
                state, state_detail, memory_mebibytes, cores, timeout_minutes, max_retries, epoch, token_hash,
                started, modified, trigger_name, workflow_run_id, flexible, session_policy, notify_minutes)
            values (:id, :accountId, :region, :jobName, :command, :script, :roleArn, :mergedArguments, :doc,
                :state, :stateDetail, :memoryMebibytes, :cores, :timeoutMinutes, :maxRetries, :epoch, :tokenHash,
                :started, :modified, :triggerName, :workflowRunId, :flexible, :sessionPolicy, :notifyMinutes)
            """)
    void insert(@BindMethods JobRunRow run);

    /** A run that ended before it began, as there was nothing to start or no place for it. */
    @SqlUpdate(
            """
            insert into job_run (id, account_id, region, job_name, command, script, role_arn, merged_arguments, doc,
                state, error_message, memory_mebibytes, cores, timeout_minutes, max_retries, epoch, token_hash,
                started, modified, completed, trigger_name, workflow_run_id)
            values (:id, :accountId, :region, :jobName, '', '', '', '{}', :doc,
                :state, :error, 0, 0, 0, 0, 0, '',
                :now, :now, :now, :triggerName, :workflowRunId)
            """)
    void insertRefused(@BindMethods TriggeredRun run, String id, String doc, JobRunState state, String error, long now);

    @SqlQuery("select * from job_run where workflow_run_id = :workflowRunId order by started, id")
    List<JobRunRow> ofWorkflow(String workflowRunId);

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
            select count(*) from job_run
            where account_id = :accountId and region = :region and state in (<states>)
            """)
    int countOfAccount(String accountId, String region, @BindList("states") List<String> states);

    /** The runs whose processes were started and are not known to have ended. */
    @SqlQuery("select * from job_run where launched is not null and state in (<states>) order by started, id")
    List<JobRunRow> launched(@BindList("states") List<String> states);

    @SqlQuery(
            """
            select account_id from run_place where account_id = :accountId and region = :region
            for update
            """)
    Optional<String> lockPlaces(String accountId, String region);

    @SqlUpdate("insert into run_place (account_id, region) values (:accountId, :region) on conflict do nothing")
    void insertPlaces(String accountId, String region);

    @SqlQuery(
            """
            select name from job where account_id = :accountId and region = :region and name = :name
            for update
            """)
    Optional<String> lockJob(String accountId, String region, String name);

    @SqlQuery("select id, account_id, region, command, started, completed from job_run where id = :id")
    Optional<RunStream> stream(String id);

    /**
     * @param prefix a pattern of {@code like}, with {@code !} before what it takes literally
     * @param since leaves out what ended before, in milliseconds
     */
    @SqlQuery(
            """
            select id, account_id, region, command, started, completed from job_run
            where account_id = :accountId and region = :region and command = :command and id > :after
                and id like :prefix escape '!' and (completed is null or completed >= :since)
            order by id
            limit :limit
            """)
    List<RunStream> streamsById(
            String accountId, String region, String command, String prefix, String after, long since, int limit);

    @SqlQuery(
            """
            select id, account_id, region, command, started, completed from job_run
            where account_id = :accountId and region = :region and command = :command
                and id like :prefix escape '!' and (:before = '' or id < :before)
            order by id desc
            limit :limit
            """)
    List<RunStream> streamsByIdDescending(
            String accountId, String region, String command, String prefix, String before, int limit);

    @SqlQuery(
            """
            select id, account_id, region, command, started, completed from job_run
            where account_id = :accountId and region = :region and command = :command
                and (started > :time or (started = :time and id > :id))
            order by started, id
            limit :limit
            """)
    List<RunStream> streamsByTime(String accountId, String region, String command, long time, String id, int limit);

    @SqlQuery(
            """
            select id, account_id, region, command, started, completed from job_run
            where account_id = :accountId and region = :region and command = :command
                and (started < :time or (started = :time and id < :id))
            order by started desc, id desc
            limit :limit
            """)
    List<RunStream> streamsByTimeDescending(
            String accountId, String region, String command, long time, String id, int limit);

    /** @throws IllegalArgumentException if a run may never change so */
    default int change(String id, JobRunState seen, JobRunState next, Optional<String> detail, long now) {
        return changeUnchecked(id, seen, seen.requireNext(next), detail, now);
    }

    @SqlUpdate(
            """
            update job_run set state = :next, state_detail = :detail, modified = :now
            where id = :id and state = :seen
            """)
    int changeUnchecked(String id, JobRunState seen, JobRunState next, Optional<String> detail, long now);

    /** @throws IllegalArgumentException if a run may never end so */
    default int end(String id, JobRunState seen, JobRunState next, Optional<String> error, long now) {
        return endUnchecked(id, seen, seen.requireNext(next), error, now);
    }

    @SqlUpdate(
            """
            update job_run set state = :next, state_detail = null, error_message = :error, modified = :now,
                completed = :now
            where id = :id and state = :seen
            """)
    int endUnchecked(String id, JobRunState seen, JobRunState next, Optional<String> error, long now);

    /** Stops a run of which no process was started, and of which none will be. */
    @SqlUpdate(
            """
            update job_run set state = 'STOPPED', state_detail = null, modified = :now, completed = :now
            where id = :id and state = :seen and launched is null
            """)
    int stopUnlaunched(String id, JobRunState seen, long now);

    /** A run waits, or waits for something else. */
    @SqlUpdate(
            """
            update job_run set state = 'WAITING', state_detail = :detail, modified = :now
            where id = :id and state in ('STARTING', 'WAITING') and launched is null
            """)
    int explain(String id, String detail, long now);

    /** The run is about to be started by this server: a new epoch, and the token that its driver will show. */
    @SqlUpdate(
            """
            update job_run set state = 'STARTING', state_detail = null, epoch = epoch + 1, token_hash = :tokenHash,
                launched = :now, modified = :now
            where id = :id and state in ('STARTING', 'WAITING') and launched is null
            """)
    int launch(String id, String tokenHash, long now);

    /**
     * Of a process that was to be started nothing was ever heard: the run may be launched again, as a new epoch.
     *
     * @param tokenHash of a token that nobody has: should the process still come up, its own is none from now on
     */
    @SqlUpdate(
            """
            update job_run set launched = null, token_hash = :tokenHash, modified = :now
            where id = :id and epoch = :epoch and state = 'STARTING' and launched is not null
            """)
    int relaunch(String id, long epoch, String tokenHash, long now);

    /** The driver of an epoch begins. */
    @SqlUpdate(
            """
            update job_run set state = 'RUNNING', state_detail = null, modified = :now
            where id = :id and epoch = :epoch and state = 'STARTING' and launched is not null
            """)
    int claim(String id, long epoch, long now);

    @SqlUpdate(
            """
            update job_run set timed_out = :now
            where id = :id and timed_out is null and state in ('STARTING', 'RUNNING')
            """)
    int timeOut(String id, long now);

    @SqlUpdate("update job_run set notified = :now, state_detail = :detail where id = :id and notified is null")
    int notified(String id, String detail, long now);

    @SqlUpdate(
            """
            update job_run set reported_success = :success, reported_error = :error, modified = :now
            where id = :id and epoch = :epoch and reported_success is null
            """)
    int report(String id, long epoch, boolean success, Optional<String> error, long now);
}
