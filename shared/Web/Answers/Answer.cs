using Bookseal.Closing.Refusals;
using Bookseal.Documents.Tables;
using Bookseal.Documents.Workbooks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Bookseal.Web.Answers;

/// <summary>What routes answer with.</summary>
internal static class Answer
{
    public const string ProblemType = "application/problem+json";

    public static BytesAnswer Json(JsonObject body, int status = StatusCodes.Status200OK) =>
        new BytesAnswer(CanonicalJson.ToBytes(body), "application/json", status);

    /// <summary>A document that has its own bytes.</summary>
    public static IResult JsonBytes(byte[] body) => new BytesAnswer(body, "application/json", StatusCodes.Status200OK);

    public static IResult Text(byte[] body) =>
        new BytesAnswer(body, "text/plain; charset=utf-8", StatusCodes.Status200OK);

    public static BytesAnswer Csv(byte[] body) =>
        new BytesAnswer(body, "text/csv; charset=utf-8", StatusCodes.Status200OK);

    /// <summary>A workbook; <c>REPORT_TOO_LONG</c> where no sheet holds so much.</summary>
    public static Result<BytesAnswer> Workbook(string title, string sheet, PlainTable table)
    {
        using var file = new MemoryStream();
        return WorkbookFile.Write(file, title, sheet, table) is { } fault
            ? fault
            : new BytesAnswer(file.ToArray(), WorkbookFile.ContentType, StatusCodes.Status200OK);
    }

    /// <summary>A problem document (RFC 9457) with the fault's stable code.</summary>
    public static IResult Problem(Fault fault) => Problem(fault, RefusalStatus.HttpStatusOf(fault));

    public static IResult Problem(Fault fault, int status) => new ProblemAnswer(Document(fault, status), status);

    private static JsonObject Document(Fault fault, int status) =>
        JsonObject.Of(
            ("code", fault.Code),
            ("detail", fault.Message),
            ("status", status),
            ("title", ReasonPhrases.GetReasonPhrase(status)),
            ("type", "about:blank"),
            ("where", fault.Where)
        );

    /// <summary>All that is wrong with a file: the first as the problem, and the list.</summary>
    public static IResult Problems(IReadOnlyList<Fault> faults) =>
        new ProblemAnswer(
            Document(faults[0], StatusCodes.Status422UnprocessableEntity)
                .With(
                    "faults",
                    new JsonArray(
                        faults.Select(fault =>
                            (JsonValue)
                                JsonObject.Of(("code", fault.Code), ("message", fault.Message), ("where", fault.Where))
                        )
                    )
                ),
            StatusCodes.Status422UnprocessableEntity
        );

    /// <summary>Of a request that no route takes.</summary>
    public static IResult NoRoute(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var code = status == StatusCodes.Status405MethodNotAllowed ? "METHOD_NOT_ALLOWED" : "NOT_FOUND";
        return Problem(
            new(code, $"{ReasonPhrases.GetReasonPhrase(status)}: see /openapi.json for what there is"),
            status
        );
    }

    public static IResult Of<T>(Result<T> result, Func<T, JsonObject> toJson) =>
        result.TryGet(out var value, out var fault) ? Json(toJson(value)) : Problem(fault);

    /// <summary>What is wrong, with what its request is called: people quote it, and the log has it.</summary>
    private sealed class ProblemAnswer(JsonObject document, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            var named = Seen(context).With("correlation_id", CorrelationId.Of(context));
            return new BytesAnswer(CanonicalJson.ToBytes(named), ProblemType, status).ExecuteAsync(context);
        }

        private JsonObject Seen(HttpContext context) =>
            context.Features.Get<SeenText>() is { } seen && document["detail"] is JsonString detail
                ? document.With("detail", seen.Of(detail.Value))
                : document;
    }
}
