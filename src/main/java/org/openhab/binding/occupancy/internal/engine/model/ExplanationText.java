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
package org.openhab.binding.occupancy.internal.engine.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Reason;

/**
 * An {@link Explanation} in English. The add-on has its own texts in the user's language; this one is for logs, the
 * command line and everybody without a translation.
 */
@NonNullByDefault
final class ExplanationText {

    private final Function<Instant, String> times;

    /** @param times how to write a time */
    ExplanationText(Function<Instant, String> times) {
        this.times = times;
    }

    String of(Explanation explanation) {
        StringBuilder text = new StringBuilder(explanation.location());
        text.append(explanation.occupied() ? " is occupied" : " is vacant");
        Instant until = explanation.until();
        if (until != null) {
            text.append(" until ").append(times.apply(until));
        } else if (explanation.held()) {
            text.append(" with no end in sight");
        }
        text.append(": ").append(join(explanation, explanation.because())).append('.');
        if (!explanation.ignored().isEmpty()) {
            text.append(" But: ").append(join(explanation, explanation.ignored())).append('.');
        }
        if (!explanation.ends().isEmpty()) {
            text.append(" It ends when ").append(conditions(explanation)).append('.');
        }
        return text.toString();
    }

    private String join(Explanation explanation, List<Reason> reasons) {
        return reasons.stream().map(reason -> of(reason, explanation.ownEnd(reason))).collect(Collectors.joining("; "));
    }

    private String conditions(Explanation explanation) {
        List<String> all = new ArrayList<>();
        boolean choice = false;
        for (List<Reason> condition : explanation.conditions()) {
            choice |= condition.size() > 1;
            all.add(condition.stream().map(reason -> of(reason, explanation.ownEnd(reason)))
                    .collect(Collectors.joining(" or ")));
        }
        int last = all.size() - 1;
        // a comma keeps "a or b, and c" from being read as "a or both"
        return last == 0 ? all.get(0)
                : String.join(", ", all.subList(0, last)) + (choice ? ", and " : " and ") + all.get(last);
    }

    private String of(Reason reason, @Nullable Instant end) {
        String name = reason.name();
        String category = reason.variant() == null ? "" : " (" + reason.variant() + ")";
        String until = after(" until ", end);
        String counts = after(", which counts until ", end);
        return switch (reason.kind()) {
            case HOLD -> name + category
                    + ("level".equals(reason.category()) ? " is above its threshold" : " reports somebody") + until;
            case TIMER -> name + category + reported(reason.category()) + counts;
            case PERSON -> name + " is known to be here";
            case CHILD -> inside(reason, end);
            case MORE -> name == null ? "many more" : name + " more";
            case PARENT -> "it follows " + name + ", which is occupied" + until;
            case LINGER -> "the last location inside it became vacant a moment ago" + counts;
            case STAY -> "nobody was seen leaving since the last activity at " + since(reason) + counts;
            case LEAVING ->
                "somebody was active in " + name + " at " + since(reason) + ", which counts as leaving" + until;
            case ELSEWHERE -> "probably nobody is left here since the last activity at " + since(reason) + ": "
                    + ("1".equals(name) ? "1 person is" : name + " people are") + " elsewhere"
                    + after(", so it counts until ", end);
            case DOOR -> "a door of it moved at " + since(reason) + ", which may have been somebody leaving" + until;
            case WEIGHED -> "going by all that was seen since the last activity at " + since(reason)
                    + ", whoever was here is probably elsewhere now" + after(", so it counts until ", end);
            case BESIDE_HOLD -> "somebody is known to be next to it, in " + name
                    + ", so that the last activity here at " + since(reason) + " counts for less long" + until;
            case ENCLOSED -> "its doors have been closed since somebody was active inside";
            case LIKELIEST -> "somebody is at home, and this is the likeliest location" + counts;
            case AT_HOME ->
                "nobody was seen leaving the home since the last activity in " + name + " at " + since(reason) + counts;
            case EXIT_MOVED -> "the exit " + name + " moved at " + since(reason)
                    + " and nobody has been active inside since" + after(", so it counts until ", end);
            case LEFT_HOME -> "everybody was seen leaving by " + name + " at " + since(reason);
            case EVERYBODY_AWAY ->
                "everybody known has been away since " + since(reason) + after(", so it counts until ", end);
            case ONLY_REPORT -> "only " + name + " has reported somebody, at " + since(reason)
                    + ", and no exit has moved since everybody was seen leaving" + counts;
            case NO_EXIT -> "no exit is known that tells when the last one leaves, so it is empty when its rooms are; "
                    + "a door that is set as exit would make that surer";
            case EXIT_LEARNED -> name + " is taken for the exit, because the home was silent after it again and again";
            case EXIT_SILENT -> "the exit " + name + " has never reported, so that nobody is seen leaving by it";
            case EXIT_OPEN ->
                "the exit " + name + " has been open since " + since(reason) + ", so that nobody is seen leaving by it";
            case ANOTHER_WAY ->
                "people come in though no exit moves, so there is another way and the exits are not believed";
            case EXIT_MOVES -> "an exit moves and nobody is active inside after it";
            case LOCK -> "locked" + until + " by " + name + category;
            case NO_EVIDENCE -> "no sensor reports anybody";
            case VACATED_BY_HAND ->
                "a person said that nobody is here, so " + name + category + " is ignored until it clears";
            case FOLLOW_SUSPENDED -> "it does not follow " + name + " because a person said it is vacant";
            case SUSTAIN_ONLY -> name + category + " can keep it occupied but not make it so";
            case LOST -> name + category + " went silent and is believed" + until;
            case UNCONFIRMED -> name + category + " has not reported since the restart and is believed" + until;
            case DOOR_OPEN ->
                name + " has been open since " + since(reason) + ", so no closed door tells that nobody left";
            case STUCK -> name + category + " has reported somebody without a break since " + since(reason)
                    + " and is no longer believed";
            case SILENT -> name + category + " has no state";
            case NOTHING_OCCUPIES -> "all its sources can only keep it occupied, none can make it so";
            case FALSE_ALARMS -> name + " has reported somebody again and again when nobody was there, so it is not "
                    + "believed alone while all is quiet";
            case ONLY_LOCATION ->
                "nobody can be seen leaving it, because no other location of its home has sources and "
                        + "it has no door; only time ends it";
            case HIDDEN_OCCUPIED -> "without the lock it would be occupied";
            case HIDDEN_VACANT -> "without the lock it would be vacant";
            case SOURCE_ENDS -> name + category + " reports nobody";
            case MOTION_ENDS -> name + category + " reports no motion and then somebody is seen leaving";
            case TIME_PASSES -> (name == null ? "time" : name + category) + " runs out" + after(" at ", end);
            case SOMEBODY_LEAVES -> "somebody is seen leaving";
            case CHILD_ENDS, PARENT_ENDS -> name + " becomes vacant" + after(" at ", end);
            case LINGER_PASSES -> "the linger time of " + name + " after that is over" + after(" at ", end);
            case PERSON_LEAVES -> name + " leaves or is seen elsewhere";
            case LOCK_ENDS -> "the lock of " + name + category + " is removed" + after(" or ends at ", end);
        };
    }

    private static String reported(@Nullable String category) {
        return switch (category == null ? "" : category) {
            case "level" -> " was above its threshold";
            case "door" -> " was opened or closed";
            case "activity" -> " was used";
            default -> " reported somebody";
        };
    }

    /** The end of the location inside is told where its own reason is. */
    private String inside(Reason reason, @Nullable Instant end) {
        Reason why = reason.why();
        return reason.name() + (why == null ? " is occupied" + after(" until ", end) : " (" + of(why, end) + ")");
    }

    private String after(String words, @Nullable Instant end) {
        return end == null ? "" : words + times.apply(end);
    }

    private String since(Reason reason) {
        Instant since = reason.since();
        return since == null ? "some time ago" : times.apply(since);
    }
}
