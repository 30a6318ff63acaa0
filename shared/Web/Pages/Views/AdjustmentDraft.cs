using Bookseal.Books.Accounts;
using Bookseal.Books.Adjustments;
using Bookseal.Books.Company;
using Bookseal.Books.Jobs;
using Bookseal.Books.Values;

namespace Bookseal.Web.Pages.Views;

/// <summary>An adjustment as it was typed, which need not be one.</summary>
public sealed record AdjustmentDraft(PeriodCode Period)
{
    public string Type { get; init; } = "";

    public string Debit { get; init; } = "";

    public string Credit { get; init; } = "";

    public string Amount { get; init; } = "";

    public required string Currency { get; init; }

    public required string Date { get; init; }

    public string Text { get; init; } = "";

    public string Job { get; init; } = "";

    /// <summary><c>yes</c>, <c>no</c>, or empty for what is usual for the type.</summary>
    public string AutoReverse { get; init; } = "";

    /// <summary>Before anything was typed.</summary>
    public static AdjustmentDraft Of(PeriodCode period, CompanyProfile profile) =>
        new(period) { Currency = $"{profile.BaseCurrency}", Date = Dates.Text(profile.Calendar.LastDayOf(period)) };

    /// <summary>The adjustment, or all that is wrong with it, each with its field.</summary>
    public AdjustmentReading Read(ChartOfAccounts chart, PersonId by)
    {
        var faults = new List<FieldFault>();
        var type = Read("type", AdjustmentTypes.Parse(Type));
        var (debit, credit) = (ReadAccount("debit", Debit), ReadAccount("credit", Credit));
        var currency = Read("currency", Books.Values.Currency.Parse(Currency));
        var amount = faults.Exists(fault => fault.Field == "currency")
            ? default
            : Read("amount", Money.Parse(Amount, currency));
        var date = Read("date", Dates.Parse(Date));
        if (Text.Length == 0)
            faults.Add(new("text", new("TEXT_MISSING", "say what it is for")));
        var job = Job.Length == 0 ? null : Read("job", JobTag.ParseJob(Job));
        if (faults.Count > 0)
            return new(null, faults);
        var adjustment = new Adjustment(type, debit, credit, amount, date, Text)
        {
            AutoReverse = AutoReverse.Length == 0 ? null : AutoReverse == "yes",
            Job = job,
        };
        return adjustment.ToEntry(chart, Period, by).TryGet(out _, out var misfit)
            ? new(adjustment, [])
            : new(null, [new(amount.AmountMinor <= 0 ? "amount" : "credit", misfit)]);

        T Read<T>(string field, Result<T> parsed)
        {
            if (!parsed.IsOk)
                faults.Add(new(field, parsed.Fault));
            return parsed.IsOk ? parsed.Value : default!;
        }

        AccountCode ReadAccount(string field, string text) =>
            Read(
                field,
                AccountCode
                    .Parse(text)
                    .Then<AccountCode>(code =>
                        chart.Find(code) is null
                            ? new Fault("ACCOUNT_UNKNOWN", $"account {code} is not in the chart of accounts")
                            : code
                    )
            );
    }
}

/// <param name="Adjustment">Null where something is wrong.</param>
public sealed record AdjustmentReading(Adjustment? Adjustment, IReadOnlyList<FieldFault> Faults);

/// <summary>What is wrong with what was typed into a field.</summary>
public sealed record FieldFault(string Field, Fault Fault);
