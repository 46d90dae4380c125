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
package org.openhab.binding.occupancy.internal.service.text;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.service.api.ItemsOutcome;

/**
 * Says what became of a request to make or remove the items of locations, and labels them.
 */
@NonNullByDefault
public final class ItemsText {

    /** The most problems that are listed in a dialog; more would not be read. */
    private static final int MOST_PROBLEMS = 5;

    /** Takes the place of the name while a text is looked up; no text contains it. */
    private static final String GAP = "\uE000";

    private final Texts texts;

    /** @param texts the texts */
    public ItemsText(Texts texts) {
        this.texts = texts;
    }

    /**
     * {@return the name of a location without what the inbox adds to it, so that nothing is called "Kitchen Occupancy
     * Occupancy"}
     *
     * @param label the label of its thing
     */
    public String name(String label) {
        String proposed = texts.text("discovery.location.label", GAP);
        int gap = proposed.indexOf(GAP);
        String before = proposed.substring(0, Math.max(gap, 0));
        String after = proposed.substring(gap + GAP.length());
        boolean isProposed = gap >= 0 && label.length() > before.length() + after.length() && label.startsWith(before)
                && label.endsWith(after);
        return isProposed ? label.substring(before.length(), label.length() - after.length()) : label;
    }

    /** {@return the label of the item of a channel} @param channel its id @param location the name of the location */
    public String label(String channel, String location) {
        return texts.text("items.label." + channel, location);
    }

    /** {@return what was made} @param outcome what became of the request */
    public String created(ItemsOutcome outcome) {
        List<String> sentences = new ArrayList<>();
        if (outcome.locations() == 0) {
            sentences.add(texts.text("items.unknown"));
        } else if (outcome.items().isEmpty() && outcome.problems().isEmpty()) {
            sentences.add(texts.text("items.complete", Integer.toString(outcome.kept())));
        } else {
            sentences.add(texts.text("items.created", Integer.toString(outcome.items().size()),
                    Integer.toString(outcome.locations())));
            if (!outcome.groups().isEmpty()) {
                sentences.add(texts.text("items.groups-created", String.join(", ", outcome.groups())));
            }
            if (outcome.kept() > 0) {
                sentences.add(texts.text("items.kept", Integer.toString(outcome.kept())));
            }
        }
        addProblems(outcome, sentences);
        return String.join(" ", sentences);
    }

    /** {@return what was removed} @param outcome what became of the request */
    public String removed(ItemsOutcome outcome) {
        List<String> sentences = new ArrayList<>();
        if (outcome.locations() == 0) {
            sentences.add(texts.text("items.unknown"));
        } else if (outcome.items().isEmpty()) {
            sentences.add(texts.text("items.nothing-removed"));
        } else {
            sentences.add(texts.text("items.removed", Integer.toString(outcome.items().size())));
            if (!outcome.groups().isEmpty()) {
                sentences.add(texts.text("items.groups-removed", String.join(", ", outcome.groups())));
            }
        }
        addProblems(outcome, sentences);
        return String.join(" ", sentences);
    }

    private void addProblems(ItemsOutcome outcome, List<String> sentences) {
        List<ItemsOutcome.Problem> problems = outcome.problems();
        problems.stream().limit(MOST_PROBLEMS).forEach(problem -> sentences
                .add(texts.text("items.problem." + problem.kind(), problem.location(), problem.name())));
        if (problems.size() > MOST_PROBLEMS) {
            sentences.add(texts.text("items.problem.MORE", Integer.toString(problems.size() - MOST_PROBLEMS)));
        }
    }
}
