"""One pass of gradient descent."""

import torch
from torch import nn

from tuning.descent import Rate, descend


def network():
    torch.manual_seed(1)
    return nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1))


def distance(net):
    """From what it is to learn: nothing but zeros."""
    return lambda batch: net(batch).square().mean()


def test_the_loss_falls():
    net, batches = network(), [torch.ones(4, 2)] * 50
    before = distance(net)(batches[0])
    descend(net, None, batches, distance(net), Rate(0.01))
    assert distance(net)(batches[0]) < before / 2


def test_weights_that_ask_for_no_gradient_stay():
    net = network()
    net[0].weight.requires_grad_(False)
    before = net[0].weight.clone()
    descend(net, None, [torch.ones(4, 2)] * 5, distance(net), Rate(0.01))
    assert net[0].weight.equal(before)


def test_a_head_learns_at_its_own_rate():
    net = network()
    before = [layer.weight.detach().clone() for layer in net]
    descend(net, net[1], [torch.ones(4, 2)] * 3, distance(net), Rate(1e-4, head=100.0))
    body, head = ((layer.weight - old).abs().max() for layer, old in zip(net, before, strict=True))
    assert head > 20 * body
