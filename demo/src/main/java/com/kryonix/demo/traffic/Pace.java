package com.kryonix.demo.traffic;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** When the next request may begin, and whether any is under way: the pause button. */
final class Pace {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final long begin = System.nanoTime();
    private long pausedNanos;
    private long pausedSince;
    private boolean paused;
    private long underWay;

    /** Waits until the plan's time has come and the traffic is not paused, and counts the request as under way. */
    void awaitTurn(long dueNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                long left = begin + pausedNanos + dueNanos - System.nanoTime();
                if (paused) {
                    changed.await();
                } else if (left > 0) {
                    changed.awaitNanos(left);
                } else {
                    underWay++;
                    return;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    void ended() {
        lock.lock();
        try {
            underWay--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets nothing new begin, and returns when what had begun has ended; false when that takes too long. */
    boolean pause(long timeout, TimeUnit unit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!paused) {
                paused = true;
                pausedSince = System.nanoTime();
                changed.signalAll();
            }
            long left = unit.toNanos(timeout);
            while (underWay > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return underWay == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Goes on where the plan was: a pause is no backlog. */
    void resume() {
        lock.lock();
        try {
            if (paused) {
                paused = false;
                pausedNanos += System.nanoTime() - pausedSince;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isPaused() {
        lock.lock();
        try {
            return paused;
        } finally {
            lock.unlock();
        }
    }
}
