using Bookseal.Web.Callers;

namespace Bookseal.Web.Tests;

public sealed class SignInLimitTests
{
    private readonly MovingClock _clock = new();
    private readonly SignInLimit _limit;

    public SignInLimitTests() => _limit = new(_clock);

    [Fact]
    public void Person_WhoWasWrongTooOften_WaitsAndThenBeginsAnew()
    {
        for (var attempt = 0; attempt < Limits.SignInAttempts; attempt++)
            Assert.Null(_limit.Begin($"192.0.2.{attempt}", "acme/imani")); // wherever they come from
        _clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal(TimeSpan.FromMinutes(Limits.SignInMinutes - 1), _limit.Begin("192.0.2.9", "acme/imani"));
        Assert.Null(_limit.Begin("192.0.2.9", "acme/nora"));
        _clock.Now += TimeSpan.FromMinutes(Limits.SignInMinutes - 1);
        Assert.Null(_limit.Begin("192.0.2.9", "acme/imani"));
    }

    [Fact]
    public void Address_ThatWasWrongTooOften_WaitsWhoeverItNames()
    {
        for (var attempt = 0; attempt < Limits.SignInAddressAttempts; attempt++)
            Assert.Null(_limit.Begin("192.0.2.1", attempt % 2 == 0 ? null : $"acme/person{attempt}"));
        Assert.Equal(TimeSpan.FromMinutes(Limits.SignInMinutes), _limit.Begin("192.0.2.1", null));
        Assert.NotNull(_limit.Begin("192.0.2.1", "acme/imani"));
        Assert.Null(_limit.Begin("192.0.2.2", "acme/imani"));
    }

    [Fact]
    public void Attempt_ThatWasRight_CountsForNobody()
    {
        for (var attempt = 0; attempt < Limits.SignInAddressAttempts * 2; attempt++)
        {
            Assert.Null(_limit.Begin("192.0.2.1", "acme/imani"));
            _limit.TakeBack("192.0.2.1", "acme/imani");
        }
    }

    [Fact]
    public void Attempts_OfManyAtOnce_AreNoMoreThanTheirNumber()
    {
        var let = 0;
        Parallel.For(
            0,
            200,
            number =>
            {
                if (_limit.Begin($"192.0.2.{number}", "acme/imani") is null)
                    Interlocked.Increment(ref let);
            }
        );
        Assert.Equal(Limits.SignInAttempts, let);
    }

    [Fact]
    public void Names_WithoutEnd_AreForgottenAndLetNobodyIn()
    {
        for (var number = 0; number < 6_000; number++)
            _limit.Begin($"address {number}", $"acme/{number}");
        Assert.NotNull(_limit.Begin("192.0.2.1", "acme/imani")); // there is no room to count it
        _clock.Now += TimeSpan.FromMinutes(Limits.SignInMinutes);
        Assert.Null(_limit.Begin("192.0.2.1", "acme/imani"));
    }

    private sealed class MovingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 2, 3, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
