using System.Globalization;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Books.Runs.Events;

/// <summary>What sign-offs stand on, and what voids them.</summary>
internal static class SignOffEvents
{
    public static RunEvent? Read(string type, PersonId by, Fields data) =>
        type switch
        {
            SignOffsVoided.TypeName => new SignOffsVoided(by, data.Objects("tasks", VoidedSignOff.FromJson)),
            _ => null,
        };
}

/// <summary>
/// What these tasks vouched for is not what was shown any more: they are to be done again. Behind the fence the run
/// goes back to before it.
/// </summary>
public sealed record SignOffsVoided(PersonId By, IReadOnlyList<VoidedSignOff> Tasks) : RunEvent(By)
{
    public const string TypeName = "signoffs_voided/1";

    public override string Type => TypeName;

    public override JsonObject ToData() => JsonObject.Of(("tasks", new JsonArray(Tasks.Select(task => task.ToJson()))));
}

/// <param name="Signed">Digest of what was signed off.</param>
/// <param name="Found">And of what stands there now.</param>
public sealed record VoidedSignOff(int Task, Digest Signed, Digest Found)
{
    public JsonObject ToJson() => JsonObject.Of(("found_sha256", Found), ("signed_sha256", Signed), ("task", Task));

    public static Result<VoidedSignOff> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "EVENT_INVALID");
        var task = fields.SmallInteger("task");
        var signed = fields.Text("signed_sha256", Digest.Parse);
        var found = fields.Text("found_sha256", Digest.Parse);
        return fields.Finish(() => new VoidedSignOff(task, signed, found));
    }
}

/// <summary>What of the journal a reviewer had before them.</summary>
/// <param name="Entries">How many first entries of the journal.</param>
/// <param name="NetIncome">Of the period, by currency, in minor units.</param>
public sealed record BooksSeen(long Entries, IReadOnlyList<NetIncomeSeen> NetIncome)
{
    public static BooksSeen Nothing { get; } = new(0, []);

    /// <summary>By how much the result differs now; a currency in which it does not is left out.</summary>
    public IReadOnlyList<NetIncomeSeen> ChangeTo(BooksSeen now)
    {
        var before = NetIncome.ToDictionary(income => income.Currency, income => income.AmountMinor);
        var after = now.NetIncome.ToDictionary(income => income.Currency, income => income.AmountMinor);
        return
        [
            .. before
                .Keys.Union(after.Keys)
                .Order()
                .Select(currency => new NetIncomeSeen(
                    currency,
                    after.GetValueOrDefault(currency) - before.GetValueOrDefault(currency)
                ))
                .Where(change => change.AmountMinor != 0),
        ];
    }

    /// <summary>More than the policy lets stand without another review; never where it names no materiality.</summary>
    public bool IsMaterialTo(BooksSeen now, long? materialityMinor) =>
        ChangeTo(now).Any(change => Int128.Abs(change.AmountMinor) > materialityMinor);

    public JsonObject ToJson() =>
        JsonObject.Of(("entries", Entries), ("net_income", new JsonArray(NetIncome.Select(seen => seen.ToJson()))));

    public static Result<BooksSeen> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "EVENT_INVALID");
        var entries = fields.Integer("entries");
        var income = fields.Objects("net_income", NetIncomeSeen.FromJson);
        if (entries < 0)
            fields.Fail("'entries' is a number of entries");
        if (income.DistinctBy(seen => seen.Currency).Count() != income.Count)
            fields.Fail("'net_income' has one amount of a currency");
        return fields.Finish(() => new BooksSeen(entries, income));
    }
}

public readonly record struct NetIncomeSeen(Currency Currency, Int128 AmountMinor)
{
    public JsonObject ToJson() =>
        JsonObject.Of(
            ("amount_minor", AmountMinor.ToString(CultureInfo.InvariantCulture)),
            ("currency", Currency.ToString())
        );

    public static Result<NetIncomeSeen> FromJson(JsonObject source)
    {
        var fields = new Fields(source, "EVENT_INVALID");
        var amount = fields.Text("amount_minor", Balance.ParseTotal);
        var currency = fields.Text("currency", Currency.Parse);
        return fields.Finish(() => new NetIncomeSeen(currency, amount));
    }
}
