package com.kryonix.exporter.engine;

import com.kryonix.collector.Failure;
import com.kryonix.collector.FailureKind;
import com.kryonix.collector.Scrape;
import com.kryonix.collector.Source;
import java.util.concurrent.TimeoutException;

/** Asks one target's server who it is. */
final class ContactRun<S extends Source> implements Work<Contact> {
    private final Target<S> target;

    ContactRun(Target<S> target) {
        this.target = target;
    }

    @Override
    public Contact run(Scrape scrape) {
        try {
            return new Contact.Made(target.source().facts(scrape));
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return new Contact.Refused(Defects.explain(target, e), e);
        }
    }

    @Override
    public Contact failed(Throwable why) {
        return new Contact.Refused(failure(why), why);
    }

    private Failure failure(Throwable why) {
        if (why instanceof StillRunning) {
            return new Failure(
                    FailureKind.BUSY,
                    target.title()
                            + ": a connection attempt of an earlier scrape is still waiting for an answer; is the"
                            + " server hung?");
        }
        if (why instanceof TimeoutException) {
            return new Failure(
                    FailureKind.TIMEOUT,
                    target.title() + ": no answer in time: check the server, or raise scrape_timeout"
                            + " in Prometheus");
        }
        return Defects.failure(target, why);
    }

    @Override
    public boolean cutShort(Contact result) {
        return result instanceof Contact.Refused refused && refused.failure().kind() == FailureKind.TIMEOUT;
    }
}
