package io.mastic.server.jobs;

import io.mastic.protocol.ServiceException;
import java.util.Optional;

/** How many runs of a job and of an account may be under way. Who decides about a place holds the account's lock. */
public final class RunPlaces {
    private final int mostOfAccount;

    /** @param mostOfAccount runs at once, in one Region */
    public RunPlaces(int mostOfAccount) {
        this.mostOfAccount = mostOfAccount;
    }

    int mostOfAccount() {
        return mostOfAccount;
    }

    /** Why there is no place: what a caller is told who does not want to wait, and what a run shows that waits. */
    record Full(ServiceException refusal, String detail) {
        static Full ofJob(String job, int most) {
            return new Full(
                    JobErrors.concurrentRunsExceeded(job, most),
                    "Waits for a place: the job " + job + " may have " + most
                            + " runs at once (ExecutionProperty.MaxConcurrentRuns)");
        }

        static Full ofAccount(int most) {
            return new Full(
                    JobErrors.accountRunsExceeded(most),
                    "Waits for a place: the account may have " + most
                            + " runs at once (setting concurrent-runs-limit)");
        }
    }

    /** Until the transaction ends, no other run of the account gets a place. */
    void lock(JobRunStore transaction, String accountId, String region) {
        if (transaction.lockPlaces(accountId, region).isEmpty()) {
            transaction.insertPlaces(accountId, region);
            transaction.lockPlaces(accountId, region);
        }
    }

    /**
     * Whether a new run finds no place. Those of its job that wait count, for it must not pass them; those of others do
     * not, for a long queue of one job must not keep all others out.
     */
    Optional<Full> full(JobRunStore transaction, String accountId, String region, String job, int mostOfJob) {
        if (transaction.count(accountId, region, job, JobRunState.live()) >= mostOfJob) {
            return Optional.of(Full.ofJob(job, mostOfJob));
        }
        return transaction.countOfAccount(accountId, region, JobRunState.underWay()) >= mostOfAccount
                ? Optional.of(Full.ofAccount(mostOfAccount))
                : Optional.empty();
    }
}
