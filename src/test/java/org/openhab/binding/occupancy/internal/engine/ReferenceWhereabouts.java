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
package org.openhab.binding.occupancy.internal.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.whereabouts.HypothesisFilter;

/**
 * Where the people of a household may be, with plain lists of locations and a map of weights: what {@code
 * HypothesisFilter} is compared with.
 *
 * It adds and multiplies in the same order, so that both round alike and equal weights stay equal.
 */
@NonNullByDefault
final class ReferenceWhereabouts {

    /** What is asked about a location at the instant of an event. */
    interface Views {
        /** {@return how many seconds nobody has been active there, none while a sensor holds it} */
        double silence(String location);

        /** {@return how likely somebody who is there would have been silent for so long} */
        double stays(String location);

        boolean adjacent(String one, String other);

        /** {@return the part of all walks from one location that lead to another} */
        double part(String from, String to);
    }

    /**
     * {@return the same, asked once only: nothing changes at the instant of an event, and each answer is far to fetch}
     */
    static Views remembering(Views views) {
        return new Views() {
            private final Map<String, Double> silences = new HashMap<>();
            private final Map<String, Double> stays = new HashMap<>();
            private final Map<List<String>, Boolean> adjacent = new HashMap<>();
            private final Map<List<String>, Double> parts = new HashMap<>();

            @Override
            public double silence(String location) {
                return silences.computeIfAbsent(location, views::silence);
            }

            @Override
            public double stays(String location) {
                return stays.computeIfAbsent(location, views::stays);
            }

            @Override
            public boolean adjacent(String one, String other) {
                return adjacent.computeIfAbsent(List.of(one, other), pair -> views.adjacent(one, other));
            }

            @Override
            public double part(String from, String to) {
                return parts.computeIfAbsent(List.of(from, to), pair -> views.part(from, to));
            }
        };
    }

    private static final double FALSE_REPORT = 1e-5;

    private final int mostPeople;
    private final int mostHypotheses;
    private final double unseen;
    /** The locations of the people, those with the highest names first, and how much that weighs. */
    private Map<List<String>, Double> hypotheses = new LinkedHashMap<>(Map.of(List.of(), 1.0));

    ReferenceWhereabouts(int locations, int headCount) {
        int most = locations > 6 ? 4 : 3;
        mostPeople = headCount > 0 ? Math.min(headCount, most) : most;
        mostHypotheses = locations > 8 ? 32 : locations > 6 ? 16 : 8;
        unseen = headCount > 1 ? 1e-5 : 1e-7;
    }

    /** Somebody was active. {@return how likely it was somebody who had been there all the time} */
    double seen(String location, HypothesisFilter.Sight sight, boolean canComeIn, double believedSilence, Views views) {
        boolean door = sight == HypothesisFilter.Sight.DOOR;
        double stay = views.stays(location);
        double again = stay / (believedSilence + Math.max(0.3, views.silence(location)));
        double comeIn = door || canComeIn ? 2e-4 : unseen;
        Map<List<String>, Double> next = new LinkedHashMap<>();
        Map<List<String>, Double> stayed = new LinkedHashMap<>();
        hypotheses.forEach((people, weight) -> {
            boolean here = people.contains(location);
            double still = here ? weight * stay : weight;
            if (sight == HypothesisFilter.Sight.DOOR_CLOSING) {
                add(next, people, still);
                return;
            }
            if (here) {
                add(next, people, weight * again);
                add(stayed, people, weight * again);
            }
            double nobody = FALSE_REPORT;
            for (String other : new LinkedHashSet<>(people)) {
                if (!door && !other.equals(location)) {
                    add(next, with(without(people, other), location), still * walk(other, location, views));
                    if (views.adjacent(other, location)) {
                        nobody += 0.01 * fading(views.silence(other), 3);
                    }
                }
            }
            if (door && !people.isEmpty()) {
                double latest = people.stream().mapToDouble(views::silence).min().orElse(0);
                add(next, List.of(), weight * 0.01 * fading(latest, 300));
            }
            if (people.size() < mostPeople) {
                add(next, with(people, location), still * comeIn * (here ? 0.1 : 1));
            }
            if (!here) {
                add(next, people, weight * nobody);
            }
        });
        ToDoubleFunction<String> silent = other -> other.equals(location) ? 1 : views.stays(other);
        double all = sum(next, silent);
        double wasHere = sum(stayed, silent);
        if (sight != HypothesisFilter.Sight.INSIDE) {
            for (List<String> people : List.copyOf(next.keySet())) {
                if (people.contains(location)) {
                    double half = next.getOrDefault(people, 0.0) * 0.5;
                    next.merge(people, -half, Double::sum);
                    add(next, without(people, location), half);
                }
            }
        }
        keepBest(next, silent);
        return sight == HypothesisFilter.Sight.INSIDE && all > 0 ? wasHere / all : 0;
    }

    private static double sum(Map<List<String>, Double> weights, ToDoubleFunction<String> stays) {
        double sum = 0;
        for (Map.Entry<List<String>, Double> each : weights.entrySet()) {
            sum += current(each.getKey(), each.getValue(), stays);
        }
        return sum;
    }

    private static void add(Map<List<String>, Double> weights, List<String> people, double weight) {
        weights.merge(people, weight, Double::sum);
    }

    private static double walk(String from, String to, Views views) {
        double silence = views.silence(from);
        double late = 1 + silence / 600;
        return 0.4 * views.part(from, to) * ((1 - 0.02) * fading(silence, 12) + 0.02 / 600 / (late * late));
    }

    private static double fading(double seconds, double scale) {
        return StrictMath.exp(-seconds / scale) / scale;
    }

    private static List<String> with(List<String> people, String location) {
        List<String> result = new ArrayList<>(people);
        result.add(location);
        result.sort(Comparator.reverseOrder());
        return result;
    }

    private static List<String> without(List<String> people, String location) {
        List<String> result = new ArrayList<>(people);
        result.remove(location);
        return result;
    }

    private static double current(List<String> people, double weight, ToDoubleFunction<String> stays) {
        double result = weight;
        for (String location : new LinkedHashSet<>(people)) {
            result *= stays.applyAsDouble(location);
        }
        return result;
    }

    private void keepBest(Map<List<String>, Double> all, ToDoubleFunction<String> stays) {
        Map<List<String>, Double> present = new HashMap<>();
        all.forEach((people, weight) -> present.put(people, current(people, weight, stays)));
        List<List<String>> best = new ArrayList<>(all.keySet());
        best.sort((a, b) -> {
            int heavier = Double.compare(present.getOrDefault(b, 0.0), present.getOrDefault(a, 0.0));
            return heavier != 0 ? heavier : compare(a, b);
        });
        double top = present.getOrDefault(best.get(0), 0.0);
        hypotheses = new LinkedHashMap<>();
        for (List<String> people : best.subList(0, Math.min(mostHypotheses, best.size()))) {
            double relative = all.getOrDefault(people, 0.0) / (top > 0 ? top : 1);
            hypotheses.put(people, Math.max(relative, 1e-250));
        }
    }

    /** Of equal hypotheses that with fewer people comes first, then that with the lower locations. */
    private static int compare(List<String> a, List<String> b) {
        if (a.size() != b.size()) {
            return Integer.compare(a.size(), b.size());
        }
        for (int i = a.size() - 1; i >= 0; i--) {
            int order = a.get(i).compareTo(b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** A door moved through which people leave all of some locations: who was active last may have gone. */
    void doorAround(Set<String> inside, Set<String> held, Views views) {
        Map<List<String>, Double> next = new LinkedHashMap<>();
        hypotheses.forEach((people, weight) -> {
            String latest = null;
            for (String location : people) {
                if (held.contains(location)) {
                    continue;
                }
                latest = latest == null || views.silence(location) < views.silence(latest) ? location : latest;
            }
            if (latest == null || !inside.contains(latest)) {
                add(next, people, weight);
                return;
            }
            double out = 0.5 * StrictMath.exp(-views.silence(latest) / 60);
            add(next, people, weight * (1 - out));
            add(next, without(people, latest), weight * out);
        });
        keepBest(next, views::stays);
    }

    /** Somebody was seen to sit in a location until now. */
    void released(String location, Views views) {
        Map<List<String>, Double> next = new LinkedHashMap<>();
        hypotheses.forEach((people, weight) -> add(next, people, people.contains(location) ? weight : weight * 0.01));
        keepBest(next, other -> other.equals(location) ? 1 : views.stays(other));
    }

    /** A person said that nobody is there. */
    void vacated(String location) {
        Map<List<String>, Double> next = new LinkedHashMap<>();
        hypotheses.forEach((people, weight) -> {
            List<String> left = new ArrayList<>(people);
            left.removeAll(Set.of(location));
            add(next, left, weight);
        });
        hypotheses = next;
    }

    /** {@return whether there is somebody in a location whatever is assumed} */
    boolean isAlwaysThere(String location) {
        return hypotheses.keySet().stream().allMatch(people -> people.contains(location));
    }

    /** {@return how likely it is that somebody is in each location; a location without an entry has nobody} */
    Map<String, Double> odds(ToDoubleFunction<String> stays) {
        Map<String, Double> sums = new HashMap<>();
        double total = 0;
        for (Map.Entry<List<String>, Double> each : hypotheses.entrySet()) {
            double present = current(each.getKey(), each.getValue(), stays);
            total += present;
            new LinkedHashSet<>(each.getKey()).forEach(location -> sums.merge(location, present, Double::sum));
        }
        double all = total;
        sums.replaceAll((location, sum) -> all > 0 ? sum / all : 0);
        return sums;
    }

    // ---------------------------------------------------------------------------------------------- for snapshots

    /**
     * What a location remembers of the hypotheses in a snapshot.
     *
     * @param weights of each
     * @param people how many people each has in the location
     */
    record Remembered(List<Double> weights, List<Integer> people) {
    }

    Remembered remembered(String location) {
        return new Remembered(List.copyOf(hypotheses.values()),
                hypotheses.keySet().stream().map(people -> Collections.frequency(people, location)).toList());
    }

    /**
     * Reads what locations remember. The first that remembers is right; in one that remembers nothing, or something
     * else, there is one person if it is occupied.
     */
    void recall(Set<String> locations, Map<String, Remembered> remembered, Set<String> occupied) {
        List<Double> agreed = locations.stream().filter(remembered::containsKey).findFirst().map(remembered::get)
                .map(Remembered::weights).orElse(List.of(1.0));
        Map<List<String>, Double> result = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(agreed.size(), mostHypotheses); i++) {
            List<String> people = new ArrayList<>();
            for (String location : locations) {
                Remembered each = remembered.get(location);
                int here = each != null && each.weights.equals(agreed) ? each.people.get(i)
                        : occupied.contains(location) ? 1 : 0;
                people.addAll(Collections.nCopies(Math.min(here, mostPeople - people.size()), location));
            }
            people.sort(Comparator.reverseOrder());
            add(result, people, agreed.get(i));
        }
        hypotheses = result;
    }
}
