using Bookseal.EndToEnd.Tests.Programs;

namespace Bookseal.EndToEnd.Tests.Samples;

/// <summary>The sample's accounts.csv, as far as the laws of its statements need it.</summary>
internal static class SampleChart
{
    private static readonly IReadOnlyList<SampleRow> Accounts = SampleRow.Read(
        File.ReadAllText(Path.Combine(Repository.HarborSupply, "accounts.csv"))
            .Replace("\n", "\r\n", StringComparison.Ordinal)
    );

    public static IReadOnlyList<string> Currencies { get; } = ["EUR", "USD"];

    public static IReadOnlyList<string> Subledgers { get; } = ["AP", "AR", "BANK", "INV"];

    /// <summary>Revenue and expense accounts.</summary>
    public static IReadOnlyList<string> Results { get; } = OfType("revenue", "expense");

    public static IReadOnlyList<string> OfType(params string[] types) =>
        [.. Accounts.Where(account => types.Contains(account["type"])).Select(account => account["code"])];

    public static IReadOnlyList<string> ControlsOf(string subledger) =>
        [
            .. Accounts
                .Where(account => account["tags"].Split(' ').Contains($"control:{subledger}"))
                .Select(account => account["code"]),
        ];
}
