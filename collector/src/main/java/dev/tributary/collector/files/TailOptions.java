package dev.tributary.collector.files;

import java.time.Duration;

/**
 * How logs are followed.
 *
 * @param atEnd      skip what a log holds when it is first seen
 * @param rotateWait how long a file that was moved away is still read: its writer may not have noticed
 * @param idleClose  after how long without growth a file is closed until it grows
 */
public record TailOptions(boolean atEnd, Duration rotateWait, Duration idleClose) {
}
