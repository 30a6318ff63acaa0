using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Closing.Proving;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Bookseal.Web.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Routes;

/// <summary><c>/api/proofs</c>: the sealed proofs of closed periods, file by file or as a zip.</summary>
internal static class ProofRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var proofs = routes.MapGroup("/api/proofs").Needs(Acts.Read).OfOwnCompany();
        proofs.MapGet("", ListAsync).Describe("The sealed proofs of closed periods");
        proofs
            .MapGet("/{period}", ShowAsync)
            .Describe("A proof's files, with length and SHA-256", codes: "PERIOD_NOT_CLOSED");
        proofs
            .MapGet("/{period}/files/{*path}", FileAsync)
            .Describe("A file of a proof; ranges are answered", codes: "PERIOD_NOT_CLOSED");
        proofs.MapGet("/{period}/zip", ZipAsync).Describe("A proof as one zip", codes: "PERIOD_NOT_CLOSED");
    }

    private static async Task<IResult> ListAsync(Principal who, CancellationToken cancel)
    {
        var proofs = new List<JsonValue>();
        foreach (var proof in await who.Services.Proofs.ReadAllAsync(cancel))
            if (who.Caller.Sees(proof.Period))
            {
                if (!(await who.Services.Shelf.ListAsync(proof.Bag, cancel)).TryGet(out var files, out var fault))
                    return Answer.Problem(fault);
                proofs.Add(ToJson(proof).With("file_count", files.Count));
            }

        return Answer.Json(JsonObject.Of(("proofs", new JsonArray([.. proofs]))));
    }

    private static async Task<IResult> ShowAsync(Principal who, string period, CancellationToken cancel)
    {
        if (!(await FindAsync(who, period, cancel)).TryGet(out var proof, out var fault))
            return Answer.Problem(fault);
        return Answer.Of(
            await who.Services.Shelf.ListAsync(proof.Bag, cancel),
            files => ToJson(proof).With("files", new JsonArray([.. files.Select(file => file.ToJson())]))
        );
    }

    private static async Task<IResult> FileAsync(Principal who, string period, string path, CancellationToken cancel) =>
        (await FindAsync(who, period, cancel)).TryGet(out var proof, out var fault)
            ? await BagAnswer.FileAsync(who.Services.Shelf, proof.Bag, path, cancel)
            : Answer.Problem(fault);

    private static async Task<IResult> ZipAsync(Principal who, string period, CancellationToken cancel) =>
        (await FindAsync(who, period, cancel)).TryGet(out var proof, out var fault)
            ? await BagAnswer.ZipAsync(who.Services.Zipper, proof.Bag, $"{who.Tenant}-{proof.Period}", cancel)
            : Answer.Problem(fault);

    private static async Task<Result<PeriodProof>> FindAsync(Principal who, string period, CancellationToken cancel) =>
        (await who.FindPeriodAsync(period, cancel)).TryGet(out var found, out var fault)
            ? await who.Services.Proofs.FindProofAsync(found, cancel)
            : fault;

    private static JsonObject ToJson(PeriodProof proof) =>
        JsonObject.Of(
            ("closed_at", proof.ClosedAt is { } at ? Dates.Text(at) : null),
            ("manifest_sha256", proof.Bag.Manifest),
            ("period", proof.Period.ToString()),
            ("proof_id", proof.Bag.Location.ProofId.ToString("D")),
            ("version", proof.Version)
        );
}
