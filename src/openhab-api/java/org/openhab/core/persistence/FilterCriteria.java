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
package org.openhab.core.persistence;

import java.time.ZonedDateTime;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * What is asked of a persistence service.
 */
@NonNullByDefault
public class FilterCriteria {

    public enum Ordering {
        ASCENDING,
        DESCENDING
    }

    private @Nullable String itemName;
    private @Nullable ZonedDateTime beginDate;
    private @Nullable ZonedDateTime endDate;
    private int pageSize = Integer.MAX_VALUE;
    private Ordering ordering = Ordering.DESCENDING;

    public @Nullable String getItemName() {
        return itemName;
    }

    public FilterCriteria setItemName(String itemName) {
        this.itemName = itemName;
        return this;
    }

    public @Nullable ZonedDateTime getBeginDate() {
        return beginDate;
    }

    public FilterCriteria setBeginDate(ZonedDateTime beginDate) {
        this.beginDate = beginDate;
        return this;
    }

    public @Nullable ZonedDateTime getEndDate() {
        return endDate;
    }

    public FilterCriteria setEndDate(ZonedDateTime endDate) {
        this.endDate = endDate;
        return this;
    }

    public int getPageSize() {
        return pageSize;
    }

    public FilterCriteria setPageSize(int pageSize) {
        this.pageSize = pageSize;
        return this;
    }

    public Ordering getOrdering() {
        return ordering;
    }

    public FilterCriteria setOrdering(Ordering ordering) {
        this.ordering = ordering;
        return this;
    }
}
