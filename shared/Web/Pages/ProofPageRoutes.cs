using Bookseal.Closing.Proving;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Parts;
using Bookseal.Web.Pages.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Pages;

/// <summary>A closed period's proof: its files, one by one or as a zip.</summary>
internal static class ProofPageRoutes
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        var proof = pages.MapGroup("/periods/{period}/proof");
        proof.MapGet("", ShowAsync);
        proof.MapGet("/files/{*path}", FileAsync);
        proof.MapGet("/zip", ZipAsync);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context,
        Principal who,
        string period,
        CancellationToken cancel
    )
    {
        if (!(await Frame.ReadAsync(context, who, cancel)).TryGet(out var frame, out var fault))
            return FaultPage.Of(fault);
        if (!(await FindAsync(who, period, cancel)).TryGet(out var proof, out fault))
            return FaultPage.Of(fault, frame);
        return (await who.Services.Shelf.ListAsync(proof.Bag, cancel)).TryGet(out var files, out fault)
            ? Page.Of<ProofPage>(
                ("Frame", frame),
                ("Proof", proof),
                ("Files", files),
                ("Sorting", Sorting.Of(context.Request))
            )
            : FaultPage.Of(fault, frame);
    }

    private static async Task<IResult> FileAsync(Principal who, string period, string path, CancellationToken cancel) =>
        (await FindAsync(who, period, cancel)).TryGet(out var proof, out var fault)
            ? await BagAnswer.FileAsync(who.Services.Shelf, proof.Bag, path, cancel)
            : FaultPage.Of(fault);

    private static async Task<IResult> ZipAsync(Principal who, string period, CancellationToken cancel) =>
        (await FindAsync(who, period, cancel)).TryGet(out var proof, out var fault)
            ? await BagAnswer.ZipAsync(who.Services.Zipper, proof.Bag, $"{who.Tenant}-{proof.Period}", cancel)
            : FaultPage.Of(fault);

    private static async Task<Result<PeriodProof>> FindAsync(Principal who, string period, CancellationToken cancel) =>
        (await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault)
            ? await who.Services.Proofs.FindProofAsync(code, cancel)
            : fault;
}
