using Bookseal.Books.Proof.Verification;

namespace Bookseal.EndToEnd.Tests.Tampering;

/// <summary>A way to forge a proof, and the first thing that the verifier must say of it.</summary>
internal sealed record Forgery(FailureClass Class, string Code, Func<BagForger, Task> EditAsync)
{
    public Forgery(FailureClass failure, string code, Action<BagForger> edit)
        : this(
            failure,
            code,
            forger =>
            {
                edit(forger);
                return Task.CompletedTask;
            }
        ) { }
}
