using Bookseal.Books.Backups;

namespace Bookseal.Books.Tests.Backups;

public sealed class DrillStateTests
{
    private static readonly DateTimeOffset Sealed = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private static readonly RestoreDrill Passed = new(default, Sealed, true, 1, 2, 3, 4, 5, default);

    [Fact]
    public void IsOverdue_NothingSealed_IsNever() => Assert.False(DrillState.None.IsOverdue(DateTimeOffset.MaxValue));

    [Fact]
    public void IsOverdue_NeverDrilled_IsAMonthAfterTheFirstSealedProof()
    {
        var state = new DrillState(null, Sealed);
        Assert.False(state.IsOverdue(new(2026, 2, 28, 12, 0, 0, TimeSpan.Zero)));
        Assert.True(state.IsOverdue(new(2026, 2, 28, 12, 0, 1, TimeSpan.Zero)));
        Assert.Equal(RestoreDrill.Overdue, state.FaultAt(Sealed.AddMonths(2))!.Code);
    }

    [Fact]
    public void IsOverdue_Drilled_CountsFromTheLastThatPassed()
    {
        var drilled = new DateTimeOffset(2026, 3, 10, 0, 0, 0, TimeSpan.Zero);
        var state = new DrillState(drilled, Sealed);
        Assert.Equal(drilled.AddMonths(1), state.DueAt);
        Assert.Null(state.FaultAt(drilled.AddMonths(1)));
        Assert.NotNull(state.FaultAt(drilled.AddMonths(1).AddSeconds(1)));
    }

    [Fact]
    public void FromData_WhatWasWritten_IsTheSame()
    {
        Assert.Equal(Passed, RestoreDrill.FromData(Passed.ToData()).Value);
        var restored = new TenantRestored(default, Sealed, 7, null);
        Assert.Equal(restored, TenantRestored.FromData(restored.ToData()).Value);
        Assert.Equal("EVENT_INVALID", RestoreDrill.FromData(Passed.ToData().With("more", 1)).Fault.Code);
    }
}
