using Bookseal.Books.Values;
using Bookseal.Closing.Auditing;

namespace Bookseal.Cli.Output;

/// <summary>A retention reading for people: a line a file, then the sum.</summary>
internal static class RetentionView
{
    public static void Write(Terminal terminal, RetentionReport report)
    {
        foreach (var info in report.Objects)
        {
            var until = info.RetainUntil is { } instant ? Dates.Text(instant) : "-";
            terminal.Out.WriteLine(
                $"{info.Retention.ToString().ToLowerInvariant(), -9} {until, -24} "
                    + $"{info.Version ?? "-", -30} {info.Path}"
            );
        }

        terminal.Out.WriteLine(
            $"{report.Objects.Count} sealed file(s), {report.Findings.Count} finding(s); recorded in the audit chain."
        );
    }
}
