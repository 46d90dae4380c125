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
package org.openhab.core.common;

import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Segments with colons between them.
 */
@NonNullByDefault
public abstract class AbstractUID {

    public static final String SEPARATOR = ":";

    private final List<String> segments;

    protected AbstractUID(String uid) {
        this(uid.split(SEPARATOR));
    }

    protected AbstractUID(String... segments) {
        this(List.of(segments));
    }

    protected AbstractUID(List<String> segments) {
        if (segments.size() < getMinimalNumberOfSegments()) {
            throw new IllegalArgumentException(
                    segments + " has less than " + getMinimalNumberOfSegments() + " segments.");
        }
        this.segments = List.copyOf(segments);
    }

    protected abstract int getMinimalNumberOfSegments();

    protected List<String> getAllSegments() {
        return segments;
    }

    protected String getSegment(int segment) {
        return segments.get(segment);
    }

    public String getAsString() {
        return String.join(SEPARATOR, segments);
    }

    @Override
    public String toString() {
        return getAsString();
    }

    @Override
    public boolean equals(@Nullable Object obj) {
        return obj != null && getClass() == obj.getClass() && segments.equals(((AbstractUID) obj).segments);
    }

    @Override
    public int hashCode() {
        return segments.hashCode();
    }
}
