package dev.tributary.model.follow;

/**
 * Tells of log entries as they are stored. What a read begun after {@link #follow} does not show will be told, once; an
 * entry that equals a stored one is not told again, and what was refused is not told at all.
 */
@FunctionalInterface
public interface LogFeed {
    /** Begins to tell a follower of the entries it wants; running what is given back ends it. */
    Runnable follow(LogFollower follower);
}
