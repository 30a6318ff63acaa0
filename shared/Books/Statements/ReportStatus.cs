using Bookseal.Documents;
using Bookseal.Evidence.Json;

namespace Bookseal.Books.Statements;

/// <summary>
/// What a report rests on, said on the report itself: a sealed proof, or books that can still change.
/// </summary>
/// <param name="Version">Of the certificate, from 1; null for a draft.</param>
public sealed record ReportStatus(int? Version)
{
    public static ReportStatus Draft { get; } = new((int?)null);

    public override string ToString() => Version is { } version ? $"sealed, version {version}" : "draft";

    public Document Mark(Document document) => document with { Period = $"{document.Period} – {this}" };

    /// <summary>The report with the members <c>status</c> and, where it is sealed, <c>version</c>.</summary>
    public byte[] Mark(byte[] json) =>
        CanonicalJson.ToBytes(
            Version is { } version
                ? JsonText.ParseObject(json).Value.With("status", "sealed").With("version", version)
                : JsonText.ParseObject(json).Value.With("status", "draft")
        );
}
