/*
 * Copyright (c) 2026 The occupancy add-on authors
 *
 * See the NOTICE file(s) distributed with this work for additional
 * information.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * http://www.eclipse.org/legal/epl-2.0
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.openhab.binding.occupancy.internal.replay;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.CauseText;
import org.openhab.binding.occupancy.internal.engine.model.Transition;
import org.openhab.binding.occupancy.internal.replay.recording.TimeFormat;

/**
 * Writes {@code timestamp,location,state}, one row for each change of occupancy, as it comes.
 */
@NonNullByDefault
public final class TransitionWriter implements ReplayListener {

    private final OutputFile file;
    private final TimeFormat times;
    private final boolean causes;

    /**
     * @param file where to write; the header is written at once
     * @param times how to write times
     * @param causes whether to write also {@code cause}, its kind, and {@code why}, a sentence
     * @throws InputException if it cannot be written
     */
    public TransitionWriter(OutputFile file, TimeFormat times, boolean causes) {
        this.file = file;
        this.times = times;
        this.causes = causes;
        file.write("timestamp,location,state" + (causes ? ",cause,why\n" : "\n"));
    }

    @Override
    public void changed(Transition transition) {
        if (transition.flipped()) {
            file.write(times.format(transition.at()) + ',' + Csv.written(transition.location()) + ','
                    + (transition.after().occupied() ? "OCCUPIED" : "VACANT") + (causes ? cause(transition) : "")
                    + '\n');
        }
    }

    private static String cause(Transition transition) {
        return ',' + transition.cause().kind() + ','
                + Csv.written(CauseText.of(transition.cause(), transition.after().occupied()));
    }
}
