package dev.tributary.collector.logfiles;

import java.util.List;

/**
 * How one job that reads logs fares.
 *
 * @param kind    container_logs, log_files or pod_logs
 * @param lines   entries handed over since the start
 * @param ignored logs beyond the limit of the job
 * @param problem what stops the job now, or keeps it from some of its logs; empty when nothing does
 * @param files   its logs, those with the largest lag first, at most a hundred
 */
public record LogJobStatus(String kind, String job, long lines, long lagBytes, int logs, int ignored, String problem,
        List<LogFileStatus> files) {
    public LogJobStatus {
        files = List.copyOf(files);
    }
}
