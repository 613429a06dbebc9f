using FsCheck;
using FsCheck.Fluent;
using Pollux.Simulation.Mitigations;

namespace Pollux.Simulation.Tests.Mitigations;

public sealed class ResidualMemoTests
{
    [Fact]
    public void What_follows_from_a_smaller_and_a_larger_set_is_not_asked_for()
    {
        List<string> asked = [];
        ResidualMemo memo = new(
            set =>
            {
                asked.Add(set.ToString());
                return set.Contains(0) ? 1 : 5;
            },
            100
        );

        memo.Of(CandidateSet.Of([0])).ShouldBe(1);
        memo.Of(CandidateSet.Of([0, 1, 2])).ShouldBe(1);
        memo.Of(CandidateSet.Of([0, 2])).ShouldBe(1);
        memo.Of(CandidateSet.Of([2])).ShouldBe(5);
        memo.Of(CandidateSet.Of([0, 2])).ShouldBe(1);

        asked.ShouldBe(["0", "0 1 2", "2"]);
        memo.CouldBeBelow(CandidateSet.Of([0, 1]), 1).ShouldBeFalse();
        memo.CouldBeBelow(CandidateSet.Of([1]), 5).ShouldBeTrue();
    }

    [Fact]
    public void After_as_many_sets_as_it_may_ask_for_it_is_spent()
    {
        ResidualMemo memo = new(set => -set.Count, 2);
        memo.Of(CandidateSet.Of([0]));
        memo.IsSpent.ShouldBeFalse();
        memo.Of(CandidateSet.Of([0, 1]));
        memo.IsSpent.ShouldBeTrue();
    }

    [Fact]
    public void Sets_behave_as_sets() =>
        FsCheck.Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll(
                Arb.From(Gen.ArrayOf(Gen.Choose(0, 150))),
                Arb.From(Gen.ArrayOf(Gen.Choose(0, 150))),
                (left, right) =>
                {
                    CandidateSet one = CandidateSet.Of(left);
                    CandidateSet other = CandidateSet.Of(right);
                    one.Members.ShouldBe(left.Distinct().Order());
                    one.Count.ShouldBe(left.Distinct().Count());
                    one.Union(other).Members.ShouldBe(left.Union(right).Order());
                    one.Except(other).Members.ShouldBe(left.Except(right).Order());
                    one.IsSubsetOf(other).ShouldBe(!left.Except(right).Any());
                    one.Union(other).Except(other).Equals(one.Except(other)).ShouldBeTrue();
                    one.Except(other).GetHashCode().ShouldBe(CandidateSet.Of(left.Except(right)).GetHashCode());
                    (CandidateSet.Order.Compare(one, other) == 0).ShouldBe(one.Equals(other));
                    CandidateSet.Order.Compare(one, other).ShouldBe(-CandidateSet.Order.Compare(other, one));
                }
            )
        );
}
